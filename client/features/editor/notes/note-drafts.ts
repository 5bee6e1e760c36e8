// Notes that were begun and not sent, for as long as the document is on the screen: closing their
// place, or opening another, loses no word.
import { createContext, use } from 'react';

/** What is written so far. */
export interface NoteDraft {
  readonly text: string;
  /** Ids of the people chosen from the list. */
  readonly picked: ReadonlySet<string>;
}

/** By where it is written: at a field, as an answer, in place of a note. */
export type NoteDrafts = Map<string, NoteDraft>;

/** The drafts of the document on the screen; `null` outside of one. */
export const NoteDraftsContext = createContext<NoteDrafts | null>(null);

/** The drafts; throws outside of a form. */
export function useNoteDrafts(): NoteDrafts {
  const drafts = use(NoteDraftsContext);
  if (drafts === null) throw new Error('There is no form around this note.');
  return drafts;
}
