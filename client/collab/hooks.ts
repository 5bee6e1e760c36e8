// React's view of an open document: one hook per fact, so that a keystroke in one field renders
// that field alone.
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Completeness } from '../../shared/completeness.ts';
import { isEmptyValue, type LocalisedValue, type PlainValue } from '../../shared/projection.ts';
import type { Aside, WriteDenial } from '../../shared/protocol.ts';
import { type RichNode, readRichText } from '../../shared/rich-text.ts';
import { documentRegistry } from './document-registry.ts';
import type { Fact } from './fact.ts';
import type { OpenDocument, OpenDocumentOptions, Readiness } from './open-document.ts';
import type { PresentPerson } from './presence.ts';
import type { Connection } from './reconnect.ts';
import type { SaveState } from './save-state.ts';

/** The document the components below belong to. */
export const DocumentContext = createContext<OpenDocument | null>(null);

/** The open document around this component; throws outside of one. */
export function useOpenDocument(): OpenDocument {
  const document = use(DocumentContext);
  if (document === null) throw new Error('There is no open document around this component.');
  return document;
}

/** Opens a document for as long as the component stands; `null` until it is open. */
export function useDocumentLease(options: OpenDocumentOptions | null): OpenDocument | null {
  const [document, setDocument] = useState(() =>
    options === null ? null : documentRegistry.find(options),
  );
  const latest = useRef(options);
  latest.current = options;
  const key = options === null ? null : `${options.personId}:${options.documentId}`;
  useEffect(() => {
    if (key === null || latest.current === null) return;
    const lease = documentRegistry.acquire(latest.current);
    setDocument(lease.document);
    return () => {
      setDocument(null);
      lease.release();
    };
  }, [key]);
  return document;
}

/** The present value of a fact. */
export function useFact<T>(fact: Fact<T>): T {
  return useSyncExternalStore(fact.subscribe, fact.get);
}

/** Calls `onChange` when something beside the text changed, or may have unheard while away. */
export function useAside(aside: Aside, onChange: () => void): void {
  const { onAside } = useOpenDocument();
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(
    () =>
      onAside((told) => {
        if (told === null || told === aside) latest.current();
      }),
    [onAside, aside],
  );
}

/**
 * A part of a fact: renders only when that part changes. `select` must answer a primitive, or the same
 * object for the same value.
 */
export function useFactPart<T, P>(fact: Fact<T>, select: (value: T) => P): P {
  return useSyncExternalStore(fact.subscribe, () => select(fact.get()));
}

/** What is true about my words. */
export function useSaveState(): SaveState {
  return useFact(useOpenDocument().saveState);
}

/** How the connection stands. */
export function useConnection(): Connection {
  return useFact(useOpenDocument().connection);
}

/** What there is to show. */
export function useReadiness(): Readiness {
  return useFact(useOpenDocument().readiness);
}

/** Why I may only read; `undefined` until the server said. */
export function useDenial(): WriteDenial | null | undefined {
  return useFact(useOpenDocument().denial);
}

/** Everyone else in the document. */
export function usePeople(): readonly PresentPerson[] {
  return useFact(useOpenDocument().presence.people);
}

/** Everyone else in one field. */
export function useFieldPresence(root: string): readonly PresentPerson[] {
  const { presence } = useOpenDocument();
  return useSyncExternalStore(presence.people.subscribe, () => presence.inField(root));
}

/** The words of a text root. */
export function useText(root: string): string {
  const { doc } = useOpenDocument();
  const subscribe = useCallback(
    (listener: () => void) => follow(doc.getText(root), listener),
    [doc, root],
  );
  return useSyncExternalStore(subscribe, () => doc.getText(root).toString());
}

/** One value of a map root; choices, dates and numbers are kept under `value`. */
export function useMapValue(root: string, key = 'value'): unknown {
  const { doc } = useOpenDocument();
  const subscribe = useCallback(
    (listener: () => void) => follow(doc.getMap(root), listener),
    [doc, root],
  );
  return useSyncExternalStore(subscribe, () => doc.getMap(root).get(key));
}

/** The entries of a map root, by key; the same array until it changes. */
export function useMapEntries(root: string): readonly (readonly [string, unknown])[] {
  const { doc } = useOpenDocument();
  const cache = useRef<readonly (readonly [string, unknown])[] | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      cache.current = null;
      return follow(doc.getMap(root), () => {
        cache.current = null;
        listener();
      });
    },
    [doc, root],
  );
  return useSyncExternalStore(subscribe, () => {
    cache.current ??= [...doc.getMap(root).entries()].sort(([first], [second]) =>
      first < second ? -1 : 1,
    );
    return cache.current;
  });
}

/** The nodes of a rich text, to be read; the same array until somebody changes it. */
export function useRichNodes(root: string): readonly RichNode[] {
  const { doc } = useOpenDocument();
  const cache = useRef<readonly RichNode[] | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      const fragment = doc.getXmlFragment(root);
      const forget = () => {
        cache.current = null;
        listener();
      };
      cache.current = null;
      fragment.observeDeep(forget);
      return () => fragment.unobserveDeep(forget);
    },
    [doc, root],
  );
  return useSyncExternalStore(subscribe, () => {
    cache.current ??= readRichText(doc.getXmlFragment(root));
    return cache.current;
  });
}

/** A field as the projection last read it. */
export function useProjectionField(field: string): PlainValue | LocalisedValue | undefined {
  const { projection } = useOpenDocument();
  return useSyncExternalStore(
    projection.subscribe,
    () => projection.get().projection.fields[field],
  );
}

/** Whether the projection last read nothing in a field. */
export function useIsFieldEmpty(field: string): boolean {
  return useFactPart(useOpenDocument().projection, ({ projection }) =>
    isEmptyValue(projection.fields[field]),
  );
}

/** The title as the projection last read it. */
export function useTitle(): string {
  const { projection } = useOpenDocument();
  return useSyncExternalStore(projection.subscribe, () => projection.get().projection.title);
}

/** What the document lacks. */
export function useCompleteness(): Completeness {
  return useFact(useOpenDocument().projection).completeness;
}

/** How long after the last acknowledgement the guard goes, ms: not between two keys. */
const GUARD_REST_MS = 1_000;

/** Keeps the page from being left while something is unacknowledged (CL4). Renders nothing anew. */
export function useLeaveGuard(): void {
  const { saveState } = useOpenDocument();
  useEffect(() => {
    const isHeld = () => {
      const state = saveState.get();
      return 'unacknowledged' in state && state.unacknowledged > 0;
    };
    const guard = (event: BeforeUnloadEvent) => {
      if (isHeld()) event.preventDefault();
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A page with a guard is not kept for the way back, so it stands only as long as it is needed.
    const release = () => window.removeEventListener('beforeunload', guard);
    const follow = () => {
      clearTimeout(timer);
      if (isHeld()) window.addEventListener('beforeunload', guard);
      else timer = setTimeout(release, GUARD_REST_MS);
    };
    follow();
    const stop = saveState.subscribe(follow);
    return () => {
      stop();
      clearTimeout(timer);
      release();
    };
  }, [saveState]);
}

/** What texts and maps have in common. */
interface Observed {
  observe(listener: () => void): void;
  unobserve(listener: () => void): void;
}

function follow(type: Observed, listener: () => void): () => void {
  const handle = () => listener();
  type.observe(handle);
  return () => type.unobserve(handle);
}
