// Hackathons, and the joined parts around them: teams, codes, wall links, announcements, audit.
import type { Database } from 'better-sqlite3';
import { createId, isId } from '../../shared/ids.ts';
import { slugify } from '../../shared/normalise.ts';
import { notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import { type Announcements, openAnnouncements } from './announcements.ts';
import { type Audit, openAudit } from './audit.ts';
import {
  type ChangingRow,
  type CopiedHackathon,
  type HackathonChange,
  type NewHackathon,
  toChangedRow,
  toNewRow,
} from './details.ts';
import { createHeldChanges } from './held-changes.ts';
import { type JoinCodes, openJoinCodes } from './join-codes.ts';
import { LOGO_COLUMN, type Logos, openLogos } from './logos.ts';
import { type Memberships, openMemberships } from './memberships.ts';
import { openRoster, type Roster } from './roster.ts';
import { type HackathonRow, languagesOf, stagesOf } from './rows.ts';
import { openStages, STAGES_COLUMN, type Stages } from './stages.ts';
import { openTeams, type Teams } from './teams.ts';
import { openTemplates, type Templates } from './templates.ts';
import { openWallLinks, type WallLinks } from './wall-links.ts';

/** The hackathons of this server and what belongs to them. */
export interface Hackathons {
  get(id: string): HackathonRow | null;
  getBySlug(slug: string): HackathonRow | null;
  /** Newest start first. */
  list(): HackathonRow[];
  /** `by` facilitates it from then on; `null` is the command line. */
  create(hackathon: NewHackathon, by: string | null): HackathonRow;
  /**
   * Another hackathon like one: teams without their people, stages moved along, templates, settings
   * and looks, unless something else is said. Nothing that anybody wrote.
   */
  copy(id: string, copied: CopiedHackathon, by: string): HackathonRow;
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
  readonly logos: Logos;
  readonly wallLinks: WallLinks;
  readonly announcements: Announcements;
  readonly audit: Audit;
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
  const logos = openLogos(shared);

  const columns = `hackathon.*, ${STAGES_COLUMN}, ${LOGO_COLUMN}`;
  const selectById = db.prepare<[string], HackathonRow>(
    `SELECT ${columns} FROM hackathon WHERE id = ?`,
  );
  const selectBySlug = db.prepare<[string], HackathonRow>(
    `SELECT ${columns} FROM hackathon WHERE slug = ?`,
  );
  const selectAll = db.prepare<[], HackathonRow>(
    `SELECT ${columns} FROM hackathon ORDER BY startsAt DESC, createdAt DESC, id`,
  );
  const insert = db.prepare<ChangingRow & Pick<HackathonRow, 'id' | 'slug' | 'createdAt'>>(
    `INSERT INTO hackathon (id, slug, name, place, startsAt, endsAt, timeZone, languages, state,
       reviewRequired, createdAt, accent, lockAfterMinutes, hallCodeHours, joinUntil)
     VALUES (:id, :slug, :name, :place, :startsAt, :endsAt, :timeZone, :languages, :state,
       :reviewRequired, :createdAt, :accent, :lockAfterMinutes, :hallCodeHours, :joinUntil)`,
  );
  const updateRow = db.prepare<ChangingRow & Pick<HackathonRow, 'id'>>(
    `UPDATE hackathon SET name = :name, place = :place, startsAt = :startsAt, endsAt = :endsAt,
       timeZone = :timeZone, languages = :languages, state = :state,
       reviewRequired = :reviewRequired, accent = :accent, lockAfterMinutes = :lockAfterMinutes,
       hallCodeHours = :hallCodeHours, joinUntil = :joinUntil WHERE id = :id`,
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
    const id = createId();
    const row = toNewRow(hackathon);
    const { name } = row;
    insert.run({ id, slug: createFreeSlug(name), createdAt: now(), ...row });
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
    if (hackathon.stages !== undefined && hackathon.stages.length > 0) {
      stages.replace(created.id, hackathon.stages, by);
    }
    return requireHackathon(created.id);
  });

  function tellNew({ id }: HackathonRow, by: string | null): void {
    changes.emit({ type: 'hackathon', hackathonId: id });
    if (by !== null) changes.emit({ type: 'rights', personId: by });
  }

  const update = db.transaction((id: string, change: HackathonChange, by: string | null) => {
    const before = requireHackathon(id);
    const after = toChangedRow(before, change);
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
    copy(id, copied, by) {
      const source = requireHackathon(id);
      const moved = copied.startsAt - source.startsAt;
      const copyAll = db.transaction(() => {
        const created = createAll(
          {
            name: copied.name,
            place: copied.place ?? source.place,
            startsAt: copied.startsAt,
            endsAt: copied.endsAt ?? source.endsAt + moved,
            timeZone: copied.timeZone ?? source.timeZone,
            languages: copied.languages ?? languagesOf(source),
            reviewRequired: copied.reviewRequired ?? source.reviewRequired === 1,
            accent: copied.accent === undefined ? source.accent : copied.accent,
            lockAfterMinutes:
              copied.lockAfterMinutes === undefined
                ? source.lockAfterMinutes
                : copied.lockAfterMinutes,
            teams: copied.teams ?? teams.list(id).map((team) => team.name),
            stages:
              copied.stages ??
              stagesOf(source).map((stage) => ({
                name: stage.name,
                endsAt: stage.endsAt + moved,
              })),
          },
          by,
        );
        copyRetention.run({ id: created.id, from: id });
        logos.copy(id, created.id);
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
    logos,
    wallLinks: openWallLinks(shared),
    announcements: openAnnouncements(shared),
    audit,
  };
}
