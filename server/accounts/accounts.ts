// Joins the parts of accounts: people, their sessions, one-time links, and what they are to things.
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../shared/roles.ts';
import type { Changes } from '../live/changes.ts';
import { openActors } from './actors.ts';
import { type BrowserPins, openBrowserPins } from './browser-pins.ts';
import { type KnownBrowsers, openKnownBrowsers } from './known-browsers.ts';
import { type Links, openLinks } from './links.ts';
import { createPasswords } from './passwords.ts';
import { openPeople, type People } from './people.ts';
import { openSessions, type Sessions } from './sessions.ts';

/** Who people are and how they prove it. */
export interface Accounts {
  readonly people: People;
  readonly sessions: Sessions;
  readonly links: Links;
  readonly knownBrowsers: KnownBrowsers;
  readonly pins: BrowserPins;
  /** The person with what they are to things, read now. */
  actor(personId: string): Actor;
}

/** Opens the accounts kept in `db`. */
export function openAccounts({
  db,
  now,
  changes,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
}): Accounts {
  const knownBrowsers = openKnownBrowsers({ db, now });
  const passwords = createPasswords();
  const people = openPeople({ db, now, passwords, knownBrowsers });
  return {
    people,
    sessions: openSessions({ db, now, changes }),
    links: openLinks({ db, now, changes, people }),
    knownBrowsers,
    pins: openBrowserPins({ db, now, passwords, knownBrowsers }),
    actor: openActors(db),
  };
}
