// What a person meant by what they typed or pasted as a join code. Pure.
import { CODE_LENGTH, normaliseJoinCode } from '../../shared/ids.ts';

const LINK = /\/join\/([^/?#\s]+)/i;

/** The code in a typed text: spaces, dashes and case do not matter, and a whole link may be pasted. */
export function readTypedCode(typed: string): string {
  const [, fromLink] = LINK.exec(typed) ?? [];
  return normaliseJoinCode(fromLink === undefined ? typed : decode(fromLink));
}

/** Whether a code is as long as codes are. */
export function isWholeCode(code: string): boolean {
  return code.length === CODE_LENGTH;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
