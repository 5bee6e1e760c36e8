// Files in one zip with their checksums, made while it is read, so that memory holds one file at a time.
import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';

/** A file of an export. Names use `/` and lead nowhere else. */
export interface ExportFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** The file with the checksums; `sha256sum --check` reads it. */
export const MANIFEST = 'manifest.sha256';

/** The files, and after them the manifest of them all. */
export function* withManifest(files: Iterable<ExportFile>): Generator<ExportFile> {
  const lines: string[] = [];
  for (const file of files) {
    lines.push(`${createHash('sha256').update(file.content).digest('hex')}  ${file.name}\n`);
    yield file;
  }
  yield { name: MANIFEST, content: lines.join('') };
}

/** The files as a zip, each compressed when the reader asks for more. */
export function zipStream(
  files: Iterable<ExportFile>,
  { modifiedAt }: { readonly modifiedAt: number },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const left = files[Symbol.iterator]();
  const made: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  let isDone = false;
  const zip = new Zip((error, chunk, isLast) => {
    failure ??= error;
    if (chunk.length > 0) made.push(chunk);
    if (isLast) isDone = true;
  });
  const add = ({ name, content }: ExportFile) => {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = modifiedAt;
    zip.add(entry);
    entry.push(typeof content === 'string' ? new TextEncoder().encode(content) : content, true);
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      while (made.length === 0 && !isDone) {
        const next = left.next();
        if (next.done === true) zip.end();
        else add(next.value);
        if (failure !== null) throw failure;
      }
      for (const chunk of made.splice(0)) controller.enqueue(chunk);
      if (isDone) controller.close();
    },
    cancel() {
      zip.terminate();
      left.return?.();
    },
  });
}
