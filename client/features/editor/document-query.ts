// What the document screens ask the server.
import { queryOptions } from '@tanstack/react-query';
import type { Kind } from '../../../shared/fields.ts';
import { api, unwrap } from '../../api.ts';
import { noteServerTime } from '../../ui/server-clock.ts';

/** A document with what I may do; asked again whenever my rights change on its socket. */
export function documentQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id],
    queryFn: async () => {
      const view = await unwrap(api.documents[':id'].$get({ param: { id } }));
      noteServerTime(view.serverTime);
      return view;
    },
    staleTime: 30_000,
  });
}

/** The versions of a document, newest first. */
export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id, 'versions'],
    queryFn: async () =>
      (await unwrap(api.documents[':id'].versions.$get({ param: { id } }))).versions,
  });
}

/** What differs between two versions; `first` is the empty document, `now` the present one. */
export function diffQuery(id: string, from: string, to: string) {
  return queryOptions({
    queryKey: ['document', id, 'diff', from, to],
    queryFn: async () =>
      (await unwrap(api.documents[':id'].diff.$get({ param: { id }, query: { from, to } }))).fields,
    staleTime: 0,
  });
}

/** Who wrote which root. */
export function authorshipQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id, 'authorship'],
    queryFn: async () =>
      (await unwrap(api.documents[':id'].authorship.$get({ param: { id } }))).authorship,
  });
}

/** Something a relation can point to. */
export interface Related {
  readonly ref: string;
  readonly label: string;
  readonly source: 'record' | 'document';
}

/** Records and live drafts of these kinds whose name holds the words. */
export function relatedQuery(kinds: readonly Kind[], hackathonId: string | null, words: string) {
  return queryOptions({
    queryKey: ['related', kinds, hackathonId, words],
    queryFn: async (): Promise<Related[]> => {
      const [pages, drafts] = await Promise.all([
        Promise.all(kinds.map((kind) => unwrap(api.records.$get({ query: { kind, q: words } })))),
        hackathonId === null
          ? []
          : unwrap(
              api.hackathons[':id'].documents.$get({
                param: { id: hackathonId },
                query: { q: words },
              }),
            ).then(({ documents }) => documents),
      ]);
      return [
        ...pages.flatMap(({ records }) =>
          records.map(({ id, title }) => ({
            ref: `record:${id}`,
            label: title,
            source: 'record' as const,
          })),
        ),
        ...drafts
          // A finalised document is found as its record.
          .filter(
            ({ kind, title, recordPath }) =>
              kinds.includes(kind) && title !== '' && recordPath === null,
          )
          .map(({ id, title }) => ({
            ref: `document:${id}`,
            label: title,
            source: 'document' as const,
          })),
      ];
    },
    staleTime: 20_000,
  });
}
