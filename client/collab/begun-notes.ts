// Notes that were begun and not sent, kept in this browser by person and document as their copies are:
// neither closing their place nor a reload loses a word, and they go when the person signs out.
import { entries, type MarkStorage } from './unsent-marks.ts';

const BEGUN = 'sommet:note:';

/** What is written so far. */
export interface BegunNote {
  readonly text: string;
  /** Ids of the people chosen from the list. */
  readonly picked: ReadonlySet<string>;
}

/** The notes begun in one document, by where: at a field, as an answer, in place of a note. */
export interface BegunNotes {
  get(place: string): BegunNote | null;
  set(place: string, note: BegunNote): void;
  delete(place: string): void;
}

interface Stored {
  readonly text: string;
  readonly picked: readonly string[];
}

/**
 * Opens a person's notes in a document; those of earlier visits are there. Without a `storage`, or
 * with a full one, they last as long as what is answered here.
 */
export function openBegunNotes(
  storage: MarkStorage | null,
  personId: string,
  documentId: string,
): BegunNotes {
  const prefix = prefixOf(personId, documentId);
  const notes = new Map(
    read(storage, prefix).map(([key, { text, picked }]): [string, BegunNote] => [
      key.slice(prefix.length),
      { text, picked: new Set(picked) },
    ]),
  );
  return {
    get: (place) => notes.get(place) ?? null,
    set(place, note) {
      notes.set(place, note);
      const stored: Stored = { text: note.text, picked: [...note.picked] };
      try {
        storage?.setItem(prefix + place, JSON.stringify(stored));
      } catch (error) {
        // Full: what an earlier key left there is not what it says now.
        console.info('This browser keeps no begun note.', error);
        storage?.removeItem(prefix + place);
      }
    },
    delete(place) {
      notes.delete(place);
      storage?.removeItem(prefix + place);
    },
  };
}

/** The texts a person has begun here, by document. */
export function listBegunNotes(
  storage: MarkStorage | null,
  personId: string,
): ReadonlyMap<string, readonly string[]> {
  const prefix = prefixOf(personId);
  const byDocument = new Map<string, string[]>();
  for (const [key, { text }] of read(storage, prefix)) {
    const documentId = key.slice(prefix.length).split(':', 1)[0] ?? '';
    byDocument.set(documentId, [...(byDocument.get(documentId) ?? []), text]);
  }
  return byDocument;
}

/** Forgets all that a person has begun here. */
export function clearBegunNotes(storage: MarkStorage | null, personId: string): void {
  for (const [key] of read(storage, prefixOf(personId))) storage?.removeItem(key);
}

function prefixOf(personId: string, documentId?: string): string {
  return `${BEGUN}${personId}:${documentId === undefined ? '' : `${documentId}:`}`;
}

function read(storage: MarkStorage | null, prefix: string): [string, Stored][] {
  if (storage === null) return [];
  return entries(storage, prefix).map(([key, value]) => [key, JSON.parse(value) as Stored]);
}
