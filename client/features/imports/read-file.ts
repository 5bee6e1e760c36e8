// A file of somebody's laptop as the server takes it. Knows no format.
import { toBase64 } from '../../../shared/base64.ts';

/** A file to be sent. */
export interface ChosenFile {
  readonly name: string;
  readonly base64: string;
}

/** Reads a file the browser was handed. */
export async function readFile(file: File): Promise<ChosenFile> {
  return { name: file.name, base64: toBase64(new Uint8Array(await file.arrayBuffer())) };
}

/** What somebody pasted, as a file. */
export function pastedFile(name: string, text: string): ChosenFile {
  return { name, base64: toBase64(new TextEncoder().encode(text)) };
}
