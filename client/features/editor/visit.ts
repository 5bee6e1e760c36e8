// "Changed since you last looked": asks the server what others changed, and tells it what was seen.
// What changes while I look is no news.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useRef } from 'react';
import type { ChangedRootView, VisitView } from '../../../shared/api/visits.ts';
import { parseRootName } from '../../../shared/document.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { api, unwrap } from '../../api.ts';
import { useOpenDocument, useReadiness } from '../../collab/hooks.ts';

/** What was seen is told to the server this long after, ms, together. */
const TELL_AFTER_MS = 2_000;

/** What others changed since I last looked. */
function visitQuery(id: string) {
  return queryOptions({
    queryKey: ['visit', id],
    queryFn: () => unwrap(api.documents[':id'].visit.$get({ param: { id } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Takes note of what I have seen in this visit. */
interface Visit {
  /** These roots were before my eyes. */
  see(roots: readonly string[]): void;
}

/** The visit that the fields below tell news of; `null` outside of a document. */
export const VisitContext = createContext<Visit | null>(null);

/** The visit around this component; throws outside of one. */
export function useVisit(): Visit {
  const visit = use(VisitContext);
  if (visit === null) throw new Error('There is no visit around this component.');
  return visit;
}

/** Keeps a visit from opening the document, or coming back to its tab, until leaving it. */
export function useVisitKeeper(): Visit {
  const queryClient = useQueryClient();
  const { documentId } = useOpenDocument();
  // The server's text must be on the screen before its news can be seen.
  const isShown = useReadiness() === 'synced';
  const { data } = useQuery({ ...visitQuery(documentId), enabled: isShown });
  const unseen = useRef<Set<string> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useMemo(() => {
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      if (unseen.current === null) return;
      unwrap(
        api.documents[':id'].visit.$post(
          { param: { id: documentId }, json: { unseen: [...unseen.current] } },
          // The page may be going away.
          { init: { keepalive: true } },
        ),
      ).catch((error: unknown) => {
        // The same is news once more the next time, which is better than lost.
        console.warn(`What was seen could not be told: ${String(error)}`);
      });
    };
  }, [documentId]);

  useEffect(() => {
    if (data === undefined) return;
    unseen.current = new Set(data.changed.map(({ root }) => root));
    // At once: from here on I have the document open, whatever becomes of this laptop.
    tell();
  }, [data, tell]);

  useEffect(() => {
    const handleVisibility = () => {
      if (document.visibilityState === 'hidden') tell();
      else void queryClient.invalidateQueries({ queryKey: visitQuery(documentId).queryKey });
    };
    document.addEventListener('visibilitychange', handleVisibility);
    return () => {
      document.removeEventListener('visibilitychange', handleVisibility);
      if (document.visibilityState === 'visible') tell();
    };
  }, [queryClient, documentId, tell]);

  return useMemo(
    () => ({
      see(roots) {
        const before = unseen.current?.size ?? 0;
        for (const root of roots) unseen.current?.delete(root);
        if ((unseen.current?.size ?? 0) < before) timer.current ??= setTimeout(tell, TELL_AFTER_MS);
      },
    }),
    [tell],
  );
}

/** The changed roots of a field in a language, as one; `null` when it did not change. */
export interface FieldNews {
  readonly roots: readonly string[];
  readonly sinceSeq: number;
  /** The last first. */
  readonly people: ChangedRootView['people'];
}

/** What others changed in one field; a signatory's words belong to the field of signatories. */
export function useFieldNews(kind: Kind, field: string, language: string | null): FieldNews | null {
  const { data } = useQuery({ ...visitQuery(useOpenDocument().documentId), enabled: false });
  return useMemo(
    () => (data === undefined ? null : newsOf(data, kind, field, language)),
    [data, kind, field, language],
  );
}

/** Fields that others changed, in their order, with their language. */
export function useAllNews(kind: Kind): { field: string; language: string | null }[] {
  const { data } = useQuery({ ...visitQuery(useOpenDocument().documentId), enabled: false });
  const found = new Map<string, { field: string; language: string | null }>();
  for (const { root } of data?.changed ?? []) {
    const reference = parseRootName(kind, root);
    if (reference === null) continue;
    const place = { field: reference.field.name, language: reference.language };
    found.set(`${place.field}.${place.language}`, place);
  }
  return [...found.values()];
}

function newsOf(
  { changed }: VisitView,
  kind: Kind,
  field: string,
  language: string | null,
): FieldNews | null {
  const own = changed.filter(({ root }) => {
    const reference = parseRootName(kind, root);
    return reference?.field.name === field && reference.language === language;
  });
  if (own.length === 0) return null;
  const people = new Map<string, FieldNews['people'][number]>();
  for (const person of own.flatMap((root) => root.people)) {
    const known = people.get(person.personId ?? '');
    if (known === undefined || known.at < person.at) people.set(person.personId ?? '', person);
  }
  return {
    roots: own.map(({ root }) => root),
    sinceSeq: Math.min(...own.map(({ sinceSeq }) => sinceSeq)),
    people: [...people.values()].sort((first, second) => second.at - first.at),
  };
}
