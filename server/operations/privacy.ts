// What a server can do for the people in it: tell them what it holds, forget them, and forget guests
// by itself when their time is over.
import type { Database } from 'better-sqlite3';
import type { Audit } from '../hackathons/audit.ts';
import type { Changes } from '../live/changes.ts';
import { createErasure, type Erasure } from './erasure.ts';
import { type PersonalData, preparePersonalData } from './personal-data.ts';
import { openRetention, type Retention } from './retention.ts';

/** Personal data: export, erasure, retention. */
export interface Privacy extends Erasure {
  /** Everything held about a person; `null` when there is no such person. */
  exportPerson(personId: string): PersonalData | null;
  readonly retention: Retention;
}

/** Joins the three over one database. */
export function openPrivacy(parts: {
  db: Database;
  now: () => number;
  changes: Changes;
  audit: Audit;
}): Privacy {
  const erasure = createErasure(parts);
  return {
    exportPerson: preparePersonalData(parts.db, parts.now),
    erase: erasure.erase,
    retention: openRetention({ ...parts, erasure }),
  };
}
