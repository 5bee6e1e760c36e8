// Where notes are open in the form: at one place at a time, so that the form stays a form.
import { createContext, use } from 'react';
import type { WritableFact } from '../../../collab/fact.ts';
import { useFactPart } from '../../../collab/hooks.ts';

/** A field's name; `''` is the document as a whole, `null` nowhere. */
export type NotesPlace = string | null;

/** Where the notes below are open; `null` outside of a document. */
export const NotesPlaceContext = createContext<WritableFact<NotesPlace> | null>(null);

/** The place; throws outside of a form. */
export function useNotesPlace(): WritableFact<NotesPlace> {
  const place = use(NotesPlaceContext);
  if (place === null) throw new Error('There is no form around these notes.');
  return place;
}

/** Whether the notes of a field are open. */
export function useIsNotesOpen(field: string): boolean {
  return useFactPart(useNotesPlace(), (place) => place === field);
}
