// What a rehearsal measures: how long an edit takes to reach the others in a document and the walls,
// and what went wrong. Knows no socket.
import { Histogram } from '../bench/histogram.ts';

/** An edit that no wall shows after this long counts as missed, ms. */
const MISSED_MS = 10_000;

/** An edit too small for whole percents is waited for no longer than this, ms. */
const SMALL_MS = 2000;

/** Everything measured so far. */
export interface Figures {
  edits: number;
  joined: number;
  documents: number;
  finalised: number;
  handedIn: number;
  hands: number;
  /** From an edit to another person of the document. */
  readonly toOthers: Histogram;
  /** From an edit to each wall. */
  readonly toWalls: Histogram;
  /** From an edit to "saved". */
  readonly toSaved: Histogram;
  /** From a request over HTTP to its answer. */
  readonly toAnswer: Histogram;
  /** Edits that some wall did not show in time. */
  missedByWalls: number;
  /** How often each thing went wrong. */
  readonly errors: Map<string, number>;
  /** Notes something that went wrong. */
  fault(what: string): void;
}

/** Nothing measured yet. */
export function createFigures(): Figures {
  const errors = new Map<string, number>();
  return {
    edits: 0,
    joined: 0,
    documents: 0,
    finalised: 0,
    handedIn: 0,
    hands: 0,
    toOthers: new Histogram(),
    toWalls: new Histogram(),
    toSaved: new Histogram(),
    toAnswer: new Histogram(),
    missedByWalls: 0,
    errors,
    fault: (what) => errors.set(what, (errors.get(what) ?? 0) + 1),
  };
}

/** Which edits are on their way to one observer of a document. */
export interface EditLedger {
  sent(clientId: number, clock: number): void;
  /** The observer has everything of this client up to `clock`. */
  seen(clientId: number, clock: number): void;
}

/** Opens the ledger of a document. */
export function openEditLedger(figures: Figures): EditLedger {
  const waiting = new Map<number, { clock: number; at: number }[]>();
  return {
    sent(clientId, clock) {
      const edits = waiting.get(clientId) ?? [];
      edits.push({ clock, at: performance.now() });
      waiting.set(clientId, edits);
    },
    seen(clientId, clock) {
      const edits = waiting.get(clientId);
      if (edits === undefined) return;
      const now = performance.now();
      while (edits[0] !== undefined && edits[0].clock <= clock) {
        figures.toOthers.add(now - (edits.shift() as { at: number }).at);
      }
    },
  };
}

/**
 * Which edits are on their way to the walls. Measured are some teams, one edit at a time, and edits
 * that change how complete the team's work is: then the next change of that figure on a wall is this
 * edit.
 */
export interface WallLedger {
  /** So many walls show something from now on; with none, what was on its way is forgotten. */
  expect(walls: number): void;
  /** Whether such an edit of this team would have to wait, so that it can be told from the last. */
  mustWait(teamId: string): boolean;
  /** `isTimed`: the edit is large enough to show in whole percents. */
  sent(teamId: string, isTimed: boolean): void;
  /** A wall shows a team's work at this completeness. */
  shown(wall: number, teamId: string, completeness: number): void;
}

/** Opens the ledger of the teams that are measured; no wall shows anything yet. */
export function openWallLedger(figures: Figures, measured: ReadonlySet<string>): WallLedger {
  const waiting = new Map<string, { at: number; by: Set<number>; isTimed: boolean }>();
  const known = new Map<string, number>();
  let walls = 0;
  return {
    expect(count) {
      walls = count;
      if (count > 0) return;
      waiting.clear();
      known.clear();
    },
    mustWait(teamId) {
      const edit = waiting.get(teamId);
      if (edit === undefined) return false;
      const limit = edit.isTimed ? MISSED_MS : SMALL_MS;
      if (performance.now() - edit.at < limit) return true;
      waiting.delete(teamId);
      if (edit.isTimed) figures.missedByWalls += walls - edit.by.size;
      return false;
    },
    sent(teamId, isTimed) {
      if (walls > 0 && measured.has(teamId)) {
        waiting.set(teamId, { at: performance.now(), by: new Set(), isTimed });
      }
    },
    shown(wall, teamId, completeness) {
      const key = `${wall} ${teamId}`;
      const before = known.get(key);
      known.set(key, completeness);
      if (before === undefined || before === completeness) return;
      const edit = waiting.get(teamId);
      if (edit === undefined || edit.by.has(wall)) return;
      edit.by.add(wall);
      if (edit.isTimed) figures.toWalls.add(performance.now() - edit.at);
      if (edit.by.size === walls) waiting.delete(teamId);
    },
  };
}
