// What the control room put on the walls: one programme for all walls of a hackathon, and one of its
// own for a link that shows something else. Kept, so that a restart changes no wall. Knows no HTTP.
import type { ChangeProgrammeRequest } from '../../shared/api/wall.ts';
import { isId } from '../../shared/ids.ts';
import { FIRST_PROGRAMME, type WallProgramme } from '../../shared/wall-programme.ts';
import type { Database } from '../db/open.ts';
import type { Audit } from '../hackathons/audit.ts';
import type { Changes } from './changes.ts';

/** Which walls a decision is about: all of a hackathon, or those of one link. */
interface WallsOf {
  readonly hackathonId: string;
  readonly linkId: string | null;
}

/** The programmes of this server's walls. */
export interface Scenes {
  /** What all walls of a hackathon show. */
  ofAll(hackathonId: string): WallProgramme;
  /** What one link shows otherwise than all; `null` when it does as all do. */
  ofLink(linkId: string): WallProgramme | null;
  /** What the walls of a link show. */
  shownBy(walls: { hackathonId: string; linkId: string }): WallProgramme;
  change(walls: WallsOf, change: ChangeProgrammeRequest, by: string): void;
  /** A link does as all do again. Idempotent. */
  doAsAll(walls: { hackathonId: string; linkId: string }, by: string): void;
}

/** A programme after a decision taken at `now`. Pure. */
export function changeProgramme(
  before: WallProgramme,
  change: ChangeProgrammeRequest,
  now: number,
): WallProgramme {
  const { isPaused, showNow, ...rest } = change;
  const after = { ...before, ...withoutUndefined(rest) };
  // Other scenes, or another pace: the first one has its turn now.
  const isAnew =
    change.scenes !== undefined ||
    change.secondsPerScene !== undefined ||
    (change.isRotating === true && !before.isRotating);
  if (isAnew) {
    after.turnsFrom = now;
    after.pausedAt = null;
  }
  if (isPaused === true && after.pausedAt === null) after.pausedAt = now;
  if (isPaused === false && after.pausedAt !== null) {
    after.turnsFrom += now - after.pausedAt;
    after.pausedAt = null;
  }
  // Choosing a scene is meant now, whatever was in between.
  if (change.chosen !== undefined || change.isRotating !== undefined) after.inBetween = null;
  if (showNow === null) after.inBetween = null;
  else if (showNow !== undefined) {
    after.inBetween = { scene: showNow.scene, until: now + showNow.seconds * 1000 };
  }
  return after;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function withoutUndefined<T extends object>(values: T): Writable<WallProgramme> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Writable<WallProgramme>;
}

/** Opens the programmes kept in `db`. */
export function openScenes({
  db,
  now,
  changes,
  audit,
}: {
  readonly db: Database;
  now(): number;
  readonly changes: Changes;
  readonly audit: Audit;
}): Scenes {
  const selectAll = db
    .prepare<[string], string | null>('SELECT wallProgramme FROM hackathon WHERE id = ?')
    .pluck();
  const selectLink = db
    .prepare<[string], string | null>('SELECT programme FROM wall_link WHERE id = ?')
    .pluck();
  const updateAll = db.prepare<{ id: string; programme: string }>(
    'UPDATE hackathon SET wallProgramme = :programme WHERE id = :id',
  );
  const updateLink = db.prepare<{ id: string; programme: string | null }>(
    'UPDATE wall_link SET programme = :programme WHERE id = :id',
  );

  const read = (json: string | null | undefined): WallProgramme | null =>
    json == null ? null : { ...FIRST_PROGRAMME, ...(JSON.parse(json) as Partial<WallProgramme>) };
  const ofAll = (hackathonId: string) => read(selectAll.get(hackathonId)) ?? FIRST_PROGRAMME;
  const ofLink = (linkId: string) => (isId(linkId) ? read(selectLink.get(linkId)) : null);

  return {
    ofAll,
    ofLink,
    shownBy: ({ hackathonId, linkId }) => ofLink(linkId) ?? ofAll(hackathonId),
    change({ hackathonId, linkId }, change, by) {
      const before = (linkId === null ? null : ofLink(linkId)) ?? ofAll(hackathonId);
      const programme = JSON.stringify(changeProgramme(before, change, now()));
      db.transaction(() => {
        if (linkId === null) updateAll.run({ id: hackathonId, programme });
        else updateLink.run({ id: linkId, programme });
        audit.record({
          personId: by,
          hackathonId,
          action: 'wall-programme-changed',
          subject: linkId ?? hackathonId,
          detail: { ...change },
        });
      })();
      changes.emit({ type: 'walls', hackathonId });
    },
    doAsAll({ hackathonId, linkId }, by) {
      if (ofLink(linkId) === null) return;
      db.transaction(() => {
        updateLink.run({ id: linkId, programme: null });
        audit.record({
          personId: by,
          hackathonId,
          action: 'wall-programme-dropped',
          subject: linkId,
        });
      })();
      changes.emit({ type: 'walls', hackathonId });
    },
  };
}
