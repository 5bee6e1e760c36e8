// What the document screens ask the server.
import { queryOptions } from '@tanstack/react-query';
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

/** What changed since a place in the log, field by field. */
export function diffSinceQuery(id: string, seq: number) {
  return queryOptions({
    queryKey: ['document', id, 'diff-since', seq],
    queryFn: async () =>
      (
        await unwrap(
          api.documents[':id']['diff-since'].$get({ param: { id }, query: { seq: String(seq) } }),
        )
      ).fields,
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
