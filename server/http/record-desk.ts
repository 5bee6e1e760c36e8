// What a page of the catalogue offers whoever looks at a record: improving, confirming, merging,
// withdrawing. Decides nothing of it; the routes of the API ask again.
import type { RecordView } from '../../shared/api/catalogue.ts';
import { recordPath } from '../../shared/record.ts';
import { type Actor, can } from '../../shared/roles.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { RecordRow } from '../catalogue/publish.ts';
import { subjectOf } from '../documents/record-decisions.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import type { MergeView } from '../pages/merge-page.tsx';
import type { DeskView } from '../pages/record-desk.tsx';

/** Listed where somebody looks for the other one of two. */
const FOUND = 20;

interface RecordDesk {
  /** What somebody may do with a record. */
  view(actor: Actor, record: RecordView, row: RecordRow): DeskView;
  /** A record beside the one it may be merged with, `withId`, and what the words of `q` find. */
  merge(
    actor: Actor,
    record: RecordView,
    row: RecordRow,
    asked: { readonly q: string; readonly withId: string },
  ): MergeView;
}

/** Prepares both over the catalogue and the teams of `hackathons`. */
export function createRecordDesk({
  catalogue,
  hackathons,
}: {
  catalogue: Catalogue;
  hackathons: Hackathons;
}): RecordDesk {
  /** The actor's teams that may begin a document. */
  function improvingTeams(actor: Actor): DeskView['teams'] {
    return actor.teams.flatMap(({ teamId, hackathonId }) => {
      const team = hackathons.teams.get(teamId);
      const hackathon = hackathons.get(hackathonId);
      if (team === null || hackathon === null) return [];
      const subject = {
        type: 'team',
        id: teamId,
        hackathonId,
        hackathonState: hackathon.state,
      } as const;
      return can(actor, 'create-document', subject) ? [{ id: teamId, name: team.name }] : [];
    });
  }

  /** The other of two, as long as both can still be one. */
  function otherOf(actor: Actor, record: RecordView, withId: string): MergeView['other'] {
    const other = withId === record.id ? null : catalogue.get(withId);
    const row = other === null ? null : catalogue.row(other.id);
    if (other === null || row === null) return null;
    if (other.kind !== record.kind || other.state !== 'published') return null;
    return { record: other, mayLose: can(actor, 'merge', subjectOf(row)) };
  }

  const mergePath = ({ kind, slug }: RecordView) => `${recordPath(kind, slug)}/merge`;

  return {
    view(actor, record, row) {
      const subject = subjectOf(row);
      return {
        teams: improvingTeams(actor),
        mayConfirm: can(actor, 'confirm', subject),
        mergePath: can(actor, 'merge', subject) ? mergePath(record) : null,
        withdrawsDocumentId: can(actor, 'withdraw', subject) ? row.documentId : null,
      };
    },
    merge(actor, record, row, { q, withId }) {
      const alike = catalogue.duplicates
        .find({ ...record, excludeDocumentId: row.documentId })
        .flatMap(({ type, id }) => (type === 'record' ? (catalogue.get(id) ?? []) : []));
      const { records: found, total } =
        q === ''
          ? { records: [], total: 0 }
          : catalogue.list({ q, kind: record.kind, limit: FOUND });
      return {
        record,
        q,
        alike,
        found: found.filter(({ id }) => id !== record.id),
        notListed: total - found.length,
        other: otherOf(actor, record, withId),
        path: mergePath(record),
      };
    },
  };
}
