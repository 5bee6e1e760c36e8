// Hands a file to the browser's downloads. Knows nothing of what is in it.

/** How long the file stays readable, ms: some browsers read the address after the click. */
const KEEP_MS = 10_000;

/** A file to be saved; `type` is its media type, without a character set. */
export interface TextFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** Saves a file as the browser saves downloads. */
export function saveFile({ name, type, content }: TextFile): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
