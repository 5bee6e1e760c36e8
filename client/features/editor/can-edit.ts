// Whether the form can be written in at this moment. Pure.
import type { DocumentView } from '../../../shared/api/documents.ts';
import type { WriteDenial } from '../../../shared/protocol.ts';
import type { SaveState } from '../../collab/save-state.ts';

interface EditFacts {
  /** What the server last said over HTTP; `null` when it did not answer. */
  readonly view: Pick<DocumentView, 'rights'> | null;
  /** What the socket last said; `undefined` when nothing yet. */
  readonly denial: WriteDenial | null | undefined;
  /** What is written now could never be saved; see `isInVain`. */
  readonly isInVain: boolean;
}

/** Whether words written in this state could not be saved: after a refusal or a permanent close. */
export function isInVain({ type }: SaveState): boolean {
  return type === 'closed' || type === 'refused';
}

/** The socket's word is the newest. */
export function canEditNow({ view, denial, isInVain: isVain }: EditFacts): boolean {
  if (isVain) return false;
  if (denial !== undefined) return denial === null;
  return view?.rights.write === true;
}
