// Keeps one open document per person and document, however many components use it (CL5).
import { beforeLock } from './before-lock.ts';
import { type OpenDocument, type OpenDocumentOptions, openDocument } from './open-document.ts';

/** A use of an open document; `release` it once. */
interface DocumentLease {
  readonly document: OpenDocument;
  release(): void;
}

/** The open documents of this page. */
interface DocumentRegistry {
  acquire(options: OpenDocumentOptions): DocumentLease;
  /** The document if it is open already. */
  find(options: OpenDocumentOptions): OpenDocument | null;
  /** Closes all at once, whoever uses them: before local copies are cleared at sign-out. */
  closeAll(): Promise<void>;
}

/**
 * How long an unused document stays open, in ms: StrictMode's second mount and a look at the history
 * find it as it was.
 */
const GRACE_MS = 2_000;

/** Creates a registry. `open` is the way to open one. */
export function createDocumentRegistry(
  open: (options: OpenDocumentOptions) => OpenDocument = openDocument,
  graceMs: number = GRACE_MS,
): DocumentRegistry {
  const entries = new Map<
    string,
    { document: OpenDocument; uses: number; timer: ReturnType<typeof setTimeout> | undefined }
  >();
  return {
    acquire(options) {
      const key = keyOf(options);
      let entry = entries.get(key);
      if (entry === undefined) {
        entry = { document: open(options), uses: 0, timer: undefined };
        entries.set(key, entry);
      }
      const held = entry;
      held.uses++;
      clearTimeout(held.timer);
      let isReleased = false;
      return {
        document: held.document,
        release() {
          if (isReleased) return;
          isReleased = true;
          held.uses--;
          if (held.uses > 0) return;
          held.document.presence.setField(null);
          held.timer = setTimeout(() => {
            if (entries.get(key) === held) entries.delete(key);
            void held.document.close();
          }, graceMs);
        },
      };
    },
    find: (options) => entries.get(keyOf(options))?.document ?? null,
    async closeAll() {
      const open = [...entries.values()];
      entries.clear();
      for (const { timer } of open) clearTimeout(timer);
      await Promise.all(open.map(({ document }) => document.close()));
    },
  };
}

function keyOf({ personId, documentId }: OpenDocumentOptions): string {
  return `${personId}:${documentId}`;
}

/** This page's documents. */
export const documentRegistry = createDocumentRegistry();
beforeLock(() => documentRegistry.closeAll());
