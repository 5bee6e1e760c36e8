// One history over every field of a document, of my own changes alone (CL7). Knows no editor; one
// that writes under its own origin adds it with `trackedOrigins`.
import * as Y from 'yjs';
import { createFact, type Fact } from './fact.ts';

/** The origin of every change made by the form's own controls. */
export const FORM_ORIGIN = { type: 'form' } as const;

/** My history. */
export interface FormUndo {
  readonly manager: Y.UndoManager;
  readonly canUndo: Fact<boolean>;
  readonly canRedo: Fact<boolean>;
  undo(): void;
  redo(): void;
  /** Ends the current step, so that work in another field is its own step. */
  endStep(): void;
  /** Hears which root a step that was taken back or done again belongs to. */
  onReached(listener: (root: string) => void): () => void;
  close(): void;
}

/** Blocks whose removal would take other people's words in them along. */
const PROTECTED_NODES = new Set(['paragraph', 'heading', 'listItem', 'tableCell', 'tableHeader']);

/** Opens the history of `doc`. */
export function openFormUndo(doc: Y.Doc): FormUndo {
  const manager = new Y.UndoManager(doc, {
    trackedOrigins: new Set<unknown>([FORM_ORIGIN]),
    deleteFilter: mayTakeBack,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
  const canUndo = createFact(false);
  const canRedo = createFact(false);
  const reached = new Set<(root: string) => void>();
  const refresh = () => {
    canUndo.set(manager.undoStack.length > 0);
    canRedo.set(manager.redoStack.length > 0);
  };
  manager.on('stack-item-added', refresh);
  manager.on('stack-item-updated', refresh);
  manager.on('stack-cleared', refresh);
  manager.on('stack-item-popped', ({ changedParentTypes }) => {
    refresh();
    for (const type of changedParentTypes.keys()) {
      const root = type.parent === null ? rootNameOf(doc, type) : null;
      if (root === null) continue;
      for (const listener of reached) listener(root);
      return;
    }
  });
  return {
    manager,
    canUndo,
    canRedo,
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    endStep: () => manager.stopCapturing(),
    onReached(listener) {
      reached.add(listener);
      return () => reached.delete(listener);
    },
    close: () => manager.destroy(),
  };
}

function rootNameOf(doc: Y.Doc, type: unknown): string | null {
  for (const [name, root] of doc.share) if (root === type) return name;
  return null;
}

function mayTakeBack(item: Y.Item): boolean {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content;
  const holdsText =
    type instanceof Y.Text || (type instanceof Y.XmlElement && PROTECTED_NODES.has(type.nodeName));
  return !holdsText || type._length === 0;
}
