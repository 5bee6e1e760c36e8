// What the control room asks the server beside the board.
import { queryOptions } from '@tanstack/react-query';
import type { AuditView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';

/** The join codes, the hackathon's own first. */
export function codesQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['codes', hackathonId],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].codes.$get({ param: { id: hackathonId } }))).codes,
    // The hall's code may change by itself.
    refetchInterval: 30_000,
  });
}

/** Everything facilitators decided, newest first. */
export function auditQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['audit', hackathonId],
    queryFn: async () => {
      const all: AuditView[] = [];
      for (;;) {
        const before = all.at(-1)?.seq;
        const { entries } = await unwrap(
          api.hackathons[':id'].audit.$get({
            param: { id: hackathonId },
            query: before === undefined ? {} : { before: `${before}` },
          }),
        );
        if (entries.length === 0) return all;
        all.push(...entries);
      }
    },
  });
}

/** How many days after the end guests are kept; `null` until they ask. */
export function retentionQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['retention', hackathonId],
    queryFn: () => unwrap(api.hackathons[':id'].retention.$get({ param: { id: hackathonId } })),
  });
}

/** How often the control room asks whom announcements have reached, ms. */
const REACH_MS = 2000;

/** Who is here and whom announcements have reached: counts that change with every screen. */
export function controlQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['control', hackathonId],
    queryFn: () => unwrap(api.hackathons[':id'].control.$get({ param: { id: hackathonId } })),
    refetchInterval: REACH_MS,
  });
}

/** What an entry in review says; another time of its last edit is another text. */
export function entryQuery(documentId: string, lastEditedAt: number | null) {
  return queryOptions({
    queryKey: ['entry', documentId, lastEditedAt],
    queryFn: () => unwrap(api.documents[':id'].entry.$get({ param: { id: documentId } })),
  });
}
