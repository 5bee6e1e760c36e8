// The copies of a person's documents in this browser: what sign-out lists, offers and clears.
import * as Y from 'yjs';
import { type CopyFormat, copyAsData, copyAsText, copyFile, saveFile } from './copy-files.ts';
import { documentRegistry } from './document-registry.ts';
import { deleteLocalStore, localStoreName, openLocalStore } from './local-store.ts';
import {
  browserMarkStorage,
  type CopyMark,
  clearMarks,
  hasUnsentMark,
  listCopyMarks,
} from './unsent-marks.ts';

/** A document this browser keeps a copy of. */
export interface LocalCopy extends CopyMark {
  /** It holds words the server has not confirmed. */
  readonly hasUnacknowledged: boolean;
}

/** The copies this browser keeps for a person. */
export function listLocalCopies(personId: string): LocalCopy[] {
  const storage = browserMarkStorage();
  return listCopyMarks(storage, personId).map((mark) => ({
    ...mark,
    hasUnacknowledged: hasUnsentMark(storage, personId, mark.documentId),
  }));
}

/** Whether any of a person's documents holds words the server has not confirmed. */
export function hasUnacknowledgedWords(personId: string): boolean {
  return hasUnsentMark(browserMarkStorage(), personId);
}

/** Closes the person's open documents and deletes all their copies here. Ask or offer a download first. */
export async function clearLocalCopies(personId: string): Promise<void> {
  await documentRegistry.closeAll();
  const storage = browserMarkStorage();
  for (const { documentId } of listCopyMarks(storage, personId)) {
    await clearLocalCopy(personId, documentId);
  }
}

/** Deletes one copy. The document must not be open in this tab. */
export async function clearLocalCopy(personId: string, documentId: string): Promise<void> {
  await deleteLocalStore(localStoreName(personId, documentId));
  clearMarks(browserMarkStorage(), personId, documentId);
}

/** Saves one copy as a file. */
export async function downloadLocalCopy(
  personId: string,
  copy: Pick<CopyMark, 'documentId' | 'kind'>,
  format: CopyFormat = 'text',
): Promise<void> {
  await readCopy(personId, copy.documentId, (doc) => saveFile(copyFile(copy.kind, doc, format)));
}

/** Saves the copies that hold unconfirmed words, all in one file. */
export async function downloadUnacknowledged(
  personId: string,
  format: CopyFormat = 'text',
): Promise<void> {
  const parts: string[] = [];
  for (const copy of listLocalCopies(personId).filter((one) => one.hasUnacknowledged)) {
    await readCopy(personId, copy.documentId, (doc) => {
      parts.push(format === 'text' ? copyAsText(copy.kind, doc) : copyAsData(copy.kind, doc));
    });
  }
  saveFile(
    format === 'text'
      ? { name: 'sommet.md', type: 'text/markdown', content: parts.join('\n---\n\n') }
      : { name: 'sommet.json', type: 'application/json', content: `[${parts.join(',\n')}]\n` },
  );
}

async function readCopy(
  personId: string,
  documentId: string,
  read: (doc: Y.Doc) => void,
): Promise<void> {
  const doc = new Y.Doc();
  const store = await openLocalStore(localStoreName(personId, documentId), doc);
  if (store === null) throw new Error('This browser keeps no copies.');
  try {
    await store.loaded;
    read(doc);
  } finally {
    await store.close();
    doc.destroy();
  }
}
