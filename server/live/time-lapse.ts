// A hackathon in sixty seconds, read from the log: how much each team wrote when, when entries entered
// the catalogue, and when countries lit up. Counts only, no text. The log is read a piece per turn, so
// that nobody who types waits for a film, and what was read is kept.
import { setImmediate } from 'node:timers/promises';
import type { TimeLapse } from '../../shared/api/closing.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { FieldValues } from '../../shared/projection.ts';
import { countriesOf } from '../catalogue/facets.ts';
import type { Database } from '../db/open.ts';
import { byName } from './by-name.ts';
import { createLapseAxis } from './lapse-axis.ts';
import type { TeamFact } from './wall-facts.ts';

/** Four frames a second for a minute. */
const LAPSE_FRAMES = 240;

/** Rows of the log read before others have their turn: a few milliseconds. */
const ROWS_PER_TURN = 4000;

/** A film is not made anew within this time, ms. */
const FRESH_MS = 20_000;

/** Films kept; the one asked for least recently goes. */
const KEPT = 4;

/** Edits are counted in pieces of a hackathon's time this fine; at least 15 s. */
const PIECES = 2000;
const LEAST_PIECE_MS = 15_000;

/** An entry's way into the catalogue. */
interface LapseRevision {
  readonly kind: Kind;
  readonly teamId: string | null;
  readonly number: number;
  readonly finalisedAt: number;
  readonly countries: readonly string[];
}

/** Edits of one team, by when. */
type EditCounts = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Makes a film of what was counted. Pure; bounded by teams and countries, however much was written. */
function composeLapse(
  teams: readonly TeamFact[],
  edits: EditCounts,
  revisions: readonly LapseRevision[],
): TimeLapse {
  const axis = createLapseAxis(
    [
      ...[...edits.values()].flatMap((counts) => [...counts.keys()]),
      ...revisions.map(({ finalisedAt }) => finalisedAt),
    ],
    LAPSE_FRAMES,
  );
  const inOrder = [...teams].sort((first, second) => byName.compare(first.name, second.name));
  const written = new Map(teams.map(({ id }) => [id, emptyFrames()]));
  let most = 1;
  for (const [teamId, counts] of edits) {
    const frames = written.get(teamId);
    if (frames === undefined) continue;
    for (const [at, count] of counts) {
      const frame = axis.frameOf(at);
      frames[frame] = (frames[frame] ?? 0) + count;
      most = Math.max(most, frames[frame]);
    }
  }
  const entered = new Map(teams.map(({ id }) => [id, emptyFrames()]));
  const kinds = new Map<string, { frame: number; kind: Kind; count: number }>();
  const lit = new Map<string, number>();
  for (const revision of revisions) {
    const frame = axis.frameOf(revision.finalisedAt);
    for (const code of revision.countries) {
      lit.set(code, Math.min(frame, lit.get(code) ?? frame));
    }
    // A later revision is no new entry.
    if (revision.number > 1) continue;
    const frames = revision.teamId === null ? undefined : entered.get(revision.teamId);
    if (frames !== undefined) frames[frame] = (frames[frame] ?? 0) + 1;
    const key = `${frame} ${revision.kind}`;
    const known = kinds.get(key) ?? { frame, kind: revision.kind, count: 0 };
    known.count++;
    kinds.set(key, known);
  }
  const level = (count: number) =>
    // By the logarithm: one keystroke is seen, and a paste does not hide all others.
    count === 0 ? 0 : Math.max(1, Math.round((9 * Math.log1p(count)) / Math.log1p(most)));
  return {
    times: [...axis.times],
    teams: inOrder.map(({ id, name, colour }) => ({
      id,
      name,
      colour,
      activity: (written.get(id) ?? []).map(level).join(''),
      finalised: (entered.get(id) ?? []).map((count) => Math.min(9, count)).join(''),
    })),
    finalised: [...kinds.values()].sort((first, second) => first.frame - second.frame),
    countries: [...lit]
      .map(([code, frame]) => ({ code, frame }))
      .sort((first, second) => first.frame - second.frame || (first.code < second.code ? -1 : 1)),
  };
}

function emptyFrames(): number[] {
  return Array.from({ length: LAPSE_FRAMES }, () => 0);
}

interface Film {
  throughSeq: number;
  madeAt: number;
  readonly edits: Map<string, Map<number, number>>;
  lapse: TimeLapse;
}

/** Reads the film of a hackathon; asks the log for what is new only. */
export type TimeLapses = (hackathonId: string) => Promise<TimeLapse>;

/** Prepares the reading. */
export function openTimeLapses({ db, now }: { db: Database; now(): number }): TimeLapses {
  const firstSeq = db
    .prepare<[string], number | null>(
      `SELECT min((SELECT min(u.seq) FROM document_update u WHERE u.documentId = d.id))
       FROM document d WHERE d.hackathonId = ?`,
    )
    .pluck();
  const lastSeq = db.prepare<[], number | null>('SELECT max(seq) FROM document_update').pluck();
  const counts = db.prepare<
    { hackathonId: string; from: number; to: number; pieceMs: number },
    { teamId: string; piece: number; edits: number }
  >(
    `SELECT d.teamId, u.at / :pieceMs AS piece, count(*) AS edits
     FROM document_update u JOIN document d ON d.id = u.documentId
     WHERE u.seq > :from AND u.seq <= :to AND d.hackathonId = :hackathonId
     GROUP BY d.teamId, piece`,
  );
  const revisions = db.prepare<
    [string],
    Omit<LapseRevision, 'countries'> & { readonly fields: string }
  >(
    `SELECT r.kind, r.teamId, v.number, v.finalisedAt, json_object(
       'countries', json_extract(v.content, '$.fields.countries'),
       'country', json_extract(v.content, '$.fields.country'),
       'signatories', json_extract(v.content, '$.fields.signatories')) AS fields
     FROM record r JOIN revision v ON v.recordId = r.id
     WHERE r.hackathonId = ? AND r.state = 'published'
     ORDER BY v.finalisedAt`,
  );
  const span = db.prepare<[string], { startsAt: number; endsAt: number }>(
    'SELECT startsAt, endsAt FROM hackathon WHERE id = ?',
  );
  const teams = db.prepare<[string], TeamFact>(
    'SELECT id, name, colour FROM team WHERE hackathonId = ?',
  );
  const films = new Map<string, Film>();
  const making = new Map<string, Promise<TimeLapse>>();

  async function make(hackathonId: string): Promise<TimeLapse> {
    const { startsAt, endsAt } = span.get(hackathonId) ?? { startsAt: 0, endsAt: 0 };
    const pieceMs = Math.max(LEAST_PIECE_MS, Math.ceil((endsAt - startsAt) / PIECES));
    const film: Film = films.get(hackathonId) ?? {
      throughSeq: (firstSeq.get(hackathonId) ?? Number.MAX_SAFE_INTEGER) - 1,
      madeAt: 0,
      edits: new Map(),
      lapse: { times: [], teams: [], finalised: [], countries: [] },
    };
    const end = lastSeq.get() ?? 0;
    while (film.throughSeq < end) {
      const to = Math.min(end, film.throughSeq + ROWS_PER_TURN);
      for (const row of counts.all({ hackathonId, from: film.throughSeq, to, pieceMs })) {
        const byTime = film.edits.get(row.teamId) ?? new Map<number, number>();
        film.edits.set(row.teamId, byTime);
        const at = row.piece * pieceMs;
        byTime.set(at, (byTime.get(at) ?? 0) + row.edits);
      }
      film.throughSeq = to;
      await setImmediate();
    }
    film.lapse = composeLapse(
      teams.all(hackathonId),
      film.edits,
      revisions.all(hackathonId).map(({ fields, ...revision }) => ({
        ...revision,
        countries: countriesOf(withoutNulls(JSON.parse(fields) as FieldValues)),
      })),
    );
    film.madeAt = now();
    films.delete(hackathonId);
    films.set(hackathonId, film);
    for (const oldest of films.keys()) {
      if (films.size <= KEPT) break;
      films.delete(oldest);
    }
    return film.lapse;
  }

  return (hackathonId) => {
    const known = films.get(hackathonId);
    if (known !== undefined && now() - known.madeAt < FRESH_MS) return Promise.resolve(known.lapse);
    let made = making.get(hackathonId);
    if (made === undefined) {
      made = make(hackathonId).finally(() => making.delete(hackathonId));
      making.set(hackathonId, made);
    }
    return made;
  };
}

/** An entry has one of these fields or another. */
function withoutNulls(fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
