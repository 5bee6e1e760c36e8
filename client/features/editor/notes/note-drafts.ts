// The begun notes of the document on the screen, for whatever of the form shows them.
import { createContext, use } from 'react';
import type { BegunNotes } from '../../../collab/begun-notes.ts';

/** Kept by where they are written; `null` outside of a form. */
export const NoteDraftsContext = createContext<BegunNotes | null>(null);

/** The drafts; throws outside of a form. */
export function useNoteDrafts(): BegunNotes {
  const drafts = use(NoteDraftsContext);
  if (drafts === null) throw new Error('There is no form around this note.');
  return drafts;
}
