// The copies of a person's documents in this browser: what sign-out lists, offers and clears.
import * as Y from 'yjs';
import { saveFile } from '../ui/save-file.ts';
import { clearBegunNotes, listBegunNotes } from './begun-notes.ts';
import { copyAsText } from './copy-files.ts';
import { documentRegistry } from './document-registry.ts';
import { deleteLocalStore, holdsUnsent, localStoreName, openLocalStore } from './local-store.ts';
import {
  browserMarkStorage,
  type CopyMark,
  clearMarks,
  hasUnsentMark,
  listCopyMarks,
  readCopyMark,
} from './unsent-marks.ts';

/** The copies this browser keeps for a person. */
export function listLocalCopies(personId: string): CopyMark[] {
  return listCopyMarks(browserMarkStorage(), personId);
}

/** Those of them that hold words the server has not confirmed. */
export async function findUnsentCopies(personId: string): Promise<CopyMark[]> {
  const storage = browserMarkStorage();
  const unsent: CopyMark[] = [];
  for (const mark of listCopyMarks(storage, personId)) {
    const { documentId } = mark;
    const isUnsent =
      hasUnsentMark(storage, personId, documentId) ||
      (await holdsUnsent(localStoreName(personId, documentId)));
    if (isUnsent) unsent.push(mark);
  }
  return unsent;
}

/** Documents in which a person has begun notes here, by title. */
export function findBegunNotes(personId: string): string[] {
  const storage = browserMarkStorage();
  return [...listBegunNotes(storage, personId).keys()].map(
    (documentId) => readCopyMark(storage, personId, documentId)?.title ?? '',
  );
}

/**
 * Closes the person's open documents and deletes all that is theirs here: copies and begun notes. Ask
 * or offer a download first.
 */
export async function clearLocalCopies(personId: string): Promise<void> {
  await documentRegistry.closeAll();
  const storage = browserMarkStorage();
  for (const { documentId } of listCopyMarks(storage, personId)) {
    await clearLocalCopy(personId, documentId);
  }
  clearBegunNotes(storage, personId);
}

/** Deletes one copy. The document must not be open in this tab. */
export async function clearLocalCopy(personId: string, documentId: string): Promise<void> {
  await deleteLocalStore(localStoreName(personId, documentId));
  clearMarks(browserMarkStorage(), personId, documentId);
}

/** Saves the copies that hold unconfirmed words and the notes that were begun, all in one file. */
export async function downloadUnacknowledged(personId: string): Promise<void> {
  const parts: string[] = [];
  for (const copy of await findUnsentCopies(personId)) {
    await readCopy(personId, copy.documentId, (doc) => {
      parts.push(copyAsText(copy.kind, doc));
    });
  }
  const storage = browserMarkStorage();
  for (const [documentId, texts] of listBegunNotes(storage, personId)) {
    const title = readCopyMark(storage, personId, documentId)?.title ?? '';
    parts.push(`${[`# ${title}`, ...texts].join('\n\n')}\n`);
  }
  saveFile({ name: 'sommet.md', type: 'text/markdown', content: parts.join('\n---\n\n') });
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
