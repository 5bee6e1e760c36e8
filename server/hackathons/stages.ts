// What a hackathon's time is divided into. Snapshots at the end of a stage are the lifecycle's.
import type { Database } from 'better-sqlite3';
import { createId } from '../../shared/ids.ts';
import { requireName } from '../accounts/people.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';

/** A part of a hackathon with an end of its own, by the server's clock (LI7). */
export interface Stage {
  readonly name: string;
  readonly endsAt: number;
}

/** The stages of this server's hackathons; read with the hackathon's row. */
export interface Stages {
  /** Puts these in place of what was there. The same again changes nothing. */
  replace(hackathonId: string, stages: readonly Stage[], by: string | null): void;
}

/** A column for `SELECT … FROM hackathon`: its stages as JSON, the first to end first. */
export const STAGES_COLUMN = `(SELECT json_group_array(json_object('name', name, 'endsAt', endsAt)
   ORDER BY endsAt, id) FROM stage WHERE stage.hackathonId = hackathon.id) AS stages`;

/** Opens the stages kept in `db`. */
export function openStages({
  db,
  changes,
  audit,
}: {
  db: Database;
  changes: Changes;
  audit: Audit;
}): Stages {
  const select = db.prepare<[string], Stage>(
    'SELECT name, endsAt FROM stage WHERE hackathonId = ? ORDER BY endsAt, id',
  );
  const remove = db.prepare<[string]>('DELETE FROM stage WHERE hackathonId = ?');
  const insert = db.prepare<[string, string, string, number]>(
    'INSERT INTO stage (id, hackathonId, name, endsAt) VALUES (?, ?, ?, ?)',
  );
  return {
    replace(hackathonId, stages, by) {
      const wanted = stages
        .map(({ name, endsAt }) => ({ name: requireName(name), endsAt }))
        .toSorted((a, b) => a.endsAt - b.endsAt);
      const isChanged = db.transaction(() => {
        if (JSON.stringify(select.all(hackathonId)) === JSON.stringify(wanted)) return false;
        remove.run(hackathonId);
        for (const { name, endsAt } of wanted) insert.run(createId(), hackathonId, name, endsAt);
        const action = 'stages-changed';
        const detail = { stages: wanted };
        audit.record({ personId: by, hackathonId, action, subject: hackathonId, detail });
        return true;
      })();
      if (isChanged) changes.emit({ type: 'hackathon', hackathonId });
    },
  };
}
