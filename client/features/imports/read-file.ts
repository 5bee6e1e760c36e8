// A file of somebody's laptop as the server takes it. Knows no format.

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

/** Characters handed to one call: more arguments overflow the stack. */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}
