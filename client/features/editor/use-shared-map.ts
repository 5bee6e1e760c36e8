// Writing of choices and sets: each change is one step of my own history.
import { FORM_ORIGIN } from '../../collab/form-undo.ts';
import { useOpenDocument } from '../../collab/hooks.ts';

/** How a control changes a map root. */
interface SharedMap {
  set(key: string, value: unknown): void;
  delete(key: string): void;
}

/** The writer of a map root. */
export function useSharedMap(root: string): SharedMap {
  const { doc, undo } = useOpenDocument();
  const change = (write: () => void) => {
    undo.endStep();
    doc.transact(write, FORM_ORIGIN);
    undo.endStep();
  };
  return {
    set: (key, value) => change(() => void doc.getMap(root).set(key, value)),
    delete: (key) => change(() => doc.getMap(root).delete(key)),
  };
}
