// Hackathons, and the joined parts around them: teams, codes, wall links, announcements, audit.
import type { Database } from 'better-sqlite3';
import { createId, isId } from '../../shared/ids.ts';
import { slugify } from '../../shared/normalise.ts';
import type { HackathonState } from '../../shared/roles.ts';
import { requireName } from '../accounts/people.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import { type Announcements, openAnnouncements } from './announcements.ts';
import { type Audit, openAudit } from './audit.ts';
import { createHeldChanges } from './held-changes.ts';
import { type JoinCodes, openJoinCodes } from './join-codes.ts';
import { type Memberships, openMemberships } from './memberships.ts';
import { openRoster, type Roster } from './roster.ts';
import { type HackathonRow, languagesOf, stagesOf } from './rows.ts';
import { openStages, STAGES_COLUMN, type Stages } from './stages.ts';
import { openTeams, type Teams } from './teams.ts';
import { openTemplates, type Templates } from './templates.ts';
import { openWallLinks, type WallLinks } from './wall-links.ts';

/** What a new hackathon is made of; each team gets a join code, and so does the whole. */
export interface NewHackathon {
  readonly name: string;
  readonly place?: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone?: string;
  readonly languages?: readonly string[];
  readonly reviewRequired?: boolean;
  readonly teams?: readonly string[];
}

/** What can change in a hackathon. */
export interface HackathonChange {
  readonly name?: string;
  readonly endsAt?: number;
  readonly state?: HackathonState;
  readonly reviewRequired?: boolean;
}

/** The hackathons of this server and what belongs to them. */
export interface Hackathons {
  get(id: string): HackathonRow | null;
  getBySlug(slug: string): HackathonRow | null;
  /** Newest start first. */
  list(): HackathonRow[];
  /** `by` facilitates it from then on; `null` is the command line. */
  create(hackathon: NewHackathon, by: string | null): HackathonRow;
  /**
   * Another hackathon like one: teams without their people, stages moved along, settings. Nothing
   * that anybody wrote.
   */
  copy(id: string, copied: { name: string; startsAt: number }, by: string): HackathonRow;
  update(id: string, change: HackathonChange, by: string | null): HackathonRow;
  /** Idempotent. */
  addFacilitator(hackathonId: string, personId: string, by: string | null): void;
  /** Runs work of several steps in one transaction of the caller; what changed is told afterwards. */
  together<T>(work: () => T): T;
  readonly teams: Teams;
  readonly memberships: Memberships;
  readonly roster: Roster;
  readonly stages: Stages;
  readonly templates: Templates;
  readonly codes: JoinCodes;
  readonly wallLinks: WallLinks;
  readonly announcements: Announcements;
  readonly audit: Audit;
}

function requireTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError(422, 'unknown_time_zone', 'Name a time zone such as Europe/Paris.');
  }
}

function requireLanguages(languages: readonly string[]): string[] {
  try {
    return Intl.getCanonicalLocales([...languages]);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError(422, 'unknown_language', 'Languages are written like "en" or "pt-BR".');
  }
}

function requireOrder({ startsAt, endsAt }: { startsAt: number; endsAt: number }): void {
  if (endsAt < startsAt) {
    throw new AppError(422, 'ends_before_start', 'The end cannot be before the start.');
  }
}

/** Opens the hackathons kept in `db`. */
export function openHackathons({
  db,
  now,
  changes,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
}): Hackathons {
  const audit = openAudit({ db, now });
  const held = createHeldChanges(changes);
  const shared = { db, now, changes: held.changes, audit };
  const teams = openTeams(shared);
  const codes = openJoinCodes(shared);
  const stages = openStages(shared);
  const templates = openTemplates(shared);

  const columns = `hackathon.*, ${STAGES_COLUMN}`;
  const selectById = db.prepare<[string], HackathonRow>(
    `SELECT ${columns} FROM hackathon WHERE id = ?`,
  );
  const selectBySlug = db.prepare<[string], HackathonRow>(
    `SELECT ${columns} FROM hackathon WHERE slug = ?`,
  );
  const selectAll = db.prepare<[], HackathonRow>(
    `SELECT ${columns} FROM hackathon ORDER BY startsAt DESC, createdAt DESC, id`,
  );
  const insert = db.prepare<Omit<HackathonRow, 'state' | 'stages'>>(
    `INSERT INTO hackathon (id, slug, name, place, startsAt, endsAt, timeZone, languages,
       reviewRequired, createdAt)
     VALUES (:id, :slug, :name, :place, :startsAt, :endsAt, :timeZone, :languages,
       :reviewRequired, :createdAt)`,
  );
  const updateRow = db.prepare<
    Pick<HackathonRow, 'id' | 'name' | 'endsAt' | 'state' | 'reviewRequired'>
  >(
    `UPDATE hackathon SET name = :name, endsAt = :endsAt, state = :state,
       reviewRequired = :reviewRequired WHERE id = :id`,
  );
  const copyRetention = db.prepare<{ id: string; from: string }>(
    `UPDATE hackathon SET guestRetentionDays =
       (SELECT guestRetentionDays FROM hackathon WHERE id = :from) WHERE id = :id`,
  );
  const insertFacilitator = db.prepare<{ hackathonId: string; personId: string; addedAt: number }>(
    `INSERT INTO hackathon_facilitator (hackathonId, personId, addedAt)
     VALUES (:hackathonId, :personId, :addedAt) ON CONFLICT DO NOTHING`,
  );

  function get(id: string): HackathonRow | null {
    return isId(id) ? (selectById.get(id) ?? null) : null;
  }

  function requireHackathon(id: string): HackathonRow {
    const hackathon = get(id);
    if (hackathon === null) throw notFound('hackathon');
    return hackathon;
  }

  function createFreeSlug(name: string): string {
    const base = slugify(name);
    let slug = base;
    for (let n = 2; selectBySlug.get(slug) !== undefined; n++) slug = `${base}-${n}`;
    return slug;
  }

  const create = db.transaction((hackathon: NewHackathon, by: string | null): HackathonRow => {
    requireOrder(hackathon);
    const id = createId();
    const name = requireName(hackathon.name);
    insert.run({
      id,
      slug: createFreeSlug(name),
      name,
      place: hackathon.place ?? '',
      startsAt: hackathon.startsAt,
      endsAt: hackathon.endsAt,
      timeZone: requireTimeZone(hackathon.timeZone ?? 'UTC'),
      languages: JSON.stringify(requireLanguages(hackathon.languages ?? ['en', 'fr', 'es'])),
      reviewRequired: hackathon.reviewRequired === true ? 1 : 0,
      createdAt: now(),
    });
    audit.record({
      personId: by,
      hackathonId: id,
      action: 'hackathon-created',
      subject: id,
      detail: { name },
    });
    if (by !== null) insertFacilitator.run({ hackathonId: id, personId: by, addedAt: now() });
    return requireHackathon(id);
  });

  // One transaction: a name that is refused at the tenth team leaves no half of a hackathon.
  const createAll = db.transaction((hackathon: NewHackathon, by: string | null): HackathonRow => {
    const created = create(hackathon, by);
    codes.create(created.id, { teamId: null }, by);
    for (const name of hackathon.teams ?? []) {
      const team = teams.create(created.id, { name }, by);
      codes.create(created.id, { teamId: team.id }, by);
    }
    return created;
  });

  function tellNew({ id }: HackathonRow, by: string | null): void {
    changes.emit({ type: 'hackathon', hackathonId: id });
    if (by !== null) changes.emit({ type: 'rights', personId: by });
  }

  const update = db.transaction((id: string, change: HackathonChange, by: string | null) => {
    const before = requireHackathon(id);
    const after = {
      name: change.name === undefined ? before.name : requireName(change.name),
      endsAt: change.endsAt ?? before.endsAt,
      state: change.state ?? before.state,
      reviewRequired:
        change.reviewRequired === undefined
          ? before.reviewRequired
          : ((change.reviewRequired ? 1 : 0) as 0 | 1),
    };
    requireOrder({ startsAt: before.startsAt, endsAt: after.endsAt });
    updateRow.run({ id, ...after });
    const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
      (key) => after[key] !== before[key],
    );
    if (changed.length > 0) {
      const detail = Object.fromEntries(
        changed.map((key) => [key, { from: before[key], to: after[key] }]),
      );
      audit.record({
        personId: by,
        hackathonId: id,
        action: 'hackathon-changed',
        subject: id,
        detail,
      });
    }
    return requireHackathon(id);
  });

  return {
    get,
    getBySlug: (slug) => selectBySlug.get(slug) ?? null,
    list: () => selectAll.all(),
    create(hackathon, by) {
      const row = held.during(() => createAll(hackathon, by));
      tellNew(row, by);
      return row;
    },
    copy(id, { name, startsAt }, by) {
      const source = requireHackathon(id);
      const moved = startsAt - source.startsAt;
      const copyAll = db.transaction(() => {
        const created = createAll(
          {
            name,
            place: source.place,
            startsAt,
            endsAt: source.endsAt + moved,
            timeZone: source.timeZone,
            languages: languagesOf(source),
            reviewRequired: source.reviewRequired === 1,
            teams: teams.list(id).map((team) => team.name),
          },
          by,
        );
        copyRetention.run({ id: created.id, from: id });
        const later = stagesOf(source).map((stage) => ({
          name: stage.name,
          endsAt: stage.endsAt + moved,
        }));
        if (later.length > 0) stages.replace(created.id, later, by);
        const begun = templates.list(id);
        if (begun.length > 0) templates.replace(created.id, begun, by);
        return requireHackathon(created.id);
      });
      const row = held.during(() => copyAll.immediate());
      tellNew(row, by);
      return row;
    },
    update(id, change, by) {
      const hackathon = update(id, change, by);
      changes.emit({ type: 'hackathon', hackathonId: id });
      return hackathon;
    },
    addFacilitator(hackathonId, personId, by) {
      db.transaction(() => {
        if (insertFacilitator.run({ hackathonId, personId, addedAt: now() }).changes === 0) return;
        const action = 'facilitator-added';
        audit.record({ personId: by, hackathonId, action, subject: personId });
      })();
      changes.emit({ type: 'rights', personId });
    },
    together: (work) => held.during(work),
    teams,
    memberships: openMemberships({ ...shared, teams }),
    roster: openRoster(shared),
    stages,
    templates,
    codes,
    wallLinks: openWallLinks(shared),
    announcements: openAnnouncements(shared),
    audit,
  };
}
