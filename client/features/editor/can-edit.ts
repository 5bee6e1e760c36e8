// Whether the form can be written in at this moment. Pure.
import type { DocumentView } from '../../../shared/api.ts';
import type { WriteDenial } from '../../../shared/protocol.ts';
import type { SaveState } from '../../collab/save-state.ts';

interface EditFacts {
  /** What the server last said over HTTP; `null` when it did not answer. */
  readonly view: Pick<DocumentView, 'rights'> | null;
  /** What the socket last said; `undefined` when nothing yet. */
  readonly denial: WriteDenial | null | undefined;
  readonly saveState: SaveState;
}

/** The socket's word is the newest; a refusal or a permanent close stops writing that could not be saved. */
export function canEditNow({ view, denial, saveState }: EditFacts): boolean {
  if (saveState.type === 'closed' || saveState.type === 'refused') return false;
  if (denial !== undefined) return denial === null;
  return view?.rights.write === true;
}
