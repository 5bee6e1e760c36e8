// Whether the form can be written in at this moment. Pure.
import type { DocumentView } from '../../../shared/api/documents.ts';
import type { WriteDenial } from '../../../shared/protocol.ts';
import type { SaveState } from '../../collab/save-state.ts';
import type { KnownDocument } from '../../collab/unsent-marks.ts';

interface EditFacts {
  /** What the server last said over HTTP; `null` when it did not answer. */
  readonly view: Pick<DocumentView, 'rights'> | null;
  /** What the server said in an earlier visit; `null` when there was none. */
  readonly known: Pick<KnownDocument, 'canWrite'> | null;
  /** What the socket last said; `undefined` when nothing yet. */
  readonly denial: WriteDenial | null | undefined;
  /** What is written now could never be saved; see `isInVain`. */
  readonly isInVain: boolean;
}

/** Whether words written in this state could not be saved: after a refusal or a permanent close. */
export function isInVain({ type }: SaveState): boolean {
  return type === 'closed' || type === 'refused';
}

/** The socket's word is the newest; without any word of today, what was true the last time. */
export function canEditNow({ view, known, denial, isInVain: isVain }: EditFacts): boolean {
  if (isVain) return false;
  if (denial !== undefined) return denial === null;
  return view === null ? known?.canWrite === true : view.rights.write;
}
