// Keeps pushes and their receipts. Knows neither the toolbox nor when to push.
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type {
  CardDifference,
  PushErrorCode,
  PushPicture,
  PushReceipt,
  PushView,
} from '../../shared/api/pushes.ts';
import { createId, isId } from '../../shared/ids.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { ToolboxBundle } from '../exporters/toolbox-bundle.ts';
import type { Card } from '../exporters/toolbox-cards.ts';
import type { PushedCard } from './card-differences.ts';

/** A push as stored, but for its bundle. */
export interface PushRow {
  readonly id: string;
  readonly hackathonId: string;
  readonly toolbox: string;
  readonly account: string;
  readonly state: PushView['state'];
  readonly step: PushView['step'];
  readonly attempts: number;
  readonly dueAt: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly mayDropOthers: 0 | 1;
  readonly bundleHash: string;
  readonly errorCode: PushErrorCode | null;
  readonly errorDetail: string;
  /** Since when nothing got through; `null` while nothing is the matter. */
  readonly troubledAt: number | null;
}

/** What a new push is made of. */
interface NewPush {
  readonly hackathonId: string;
  readonly toolbox: string;
  readonly account: string;
  readonly bundleHash: string;
  readonly bundleJson: string;
  readonly differences: readonly CardDifference[];
  readonly startedAt: number;
}

/** What the toolbox has of one record. */
export interface Confirmation {
  readonly recordId: string;
  readonly isConfirmed: boolean;
  readonly cardId: string | null;
  readonly doubles: number;
}

/** What changes while a push goes on. */
export type Progress = Partial<Omit<PushRow, 'id' | 'hackathonId' | 'toolbox' | 'account'>>;

interface ReceiptRow extends Omit<PushReceipt, 'fields' | 'warnings' | 'pictures'> {
  readonly fields: string;
  readonly warnings: string;
  readonly pictures: string;
}

const COLUMNS = `id, hackathonId, toolbox, account, state, step, attempts, dueAt, startedAt, endedAt,
  mayDropOthers, bundleHash, errorCode, errorDetail, troubledAt`;

/** The pushes kept in `db`. */
export type PushStore = ReturnType<typeof openPushStore>;

/** Prepares the statements. */
export function openPushStore(db: Database) {
  const insert = db.prepare<
    Omit<NewPush, 'bundleJson' | 'differences'> & { id: string; bundle: Buffer; bytes: number }
  >(
    `INSERT INTO push (id, hackathonId, toolbox, account, state, step, dueAt, startedAt, bundleHash,
       bundle, bundleBytes)
     VALUES (:id, :hackathonId, :toolbox, :account, 'running', 'check', :startedAt, :startedAt,
       :bundleHash, :bundle, :bytes)`,
  );
  const insertReceipt = db.prepare<
    Omit<CardDifference, 'fields'> & {
      pushId: string;
      fields: string;
      previousCardId: string | null;
    }
  >(
    `INSERT INTO push_receipt (pushId, recordId, kind, title, path, revision, change, fields,
       previousCardId)
     VALUES (:pushId, :recordId, :kind, :title, :path, :revision, :change, :fields,
       :previousCardId)`,
  );
  const selectOne = db.prepare<[string], PushRow>(`SELECT ${COLUMNS} FROM push WHERE id = ?`);
  const selectAll = db.prepare<[], PushRow>(
    `SELECT ${COLUMNS} FROM push ORDER BY startedAt DESC, id DESC`,
  );
  const selectRunning = db.prepare<[], PushRow>(
    `SELECT ${COLUMNS} FROM push WHERE state = 'running'`,
  );
  const selectLast = db.prepare<{ toolbox: string; account: string }, PushRow>(
    `SELECT ${COLUMNS} FROM push
     WHERE state = 'done' AND toolbox = :toolbox AND account = :account
     ORDER BY startedAt DESC, id DESC LIMIT 1`,
  );
  const selectBundle = db.prepare<[string], Buffer>('SELECT bundle FROM push WHERE id = ?').pluck();
  const selectReceipts = db.prepare<[string], ReceiptRow>(
    `SELECT recordId, kind, title, path, revision, change, fields, state, cardId, previousCardId,
       doubles, warnings, pictures
     FROM push_receipt WHERE pushId = ?
     ORDER BY change = 'unchanged', title COLLATE NOCASE, recordId`,
  );
  const selectCounts = db.prepare<[string], { change: string; state: string; count: number }>(
    `SELECT change, state, count(*) AS count FROM push_receipt WHERE pushId = ?
     GROUP BY change, state`,
  );
  const selectNames = db
    .prepare<{ toolbox: string; account: string }, string>(
      `SELECT DISTINCT push_receipt.title FROM push_receipt
       JOIN push ON push.id = push_receipt.pushId
       WHERE push.toolbox = :toolbox AND push.account = :account`,
    )
    .pluck();
  const updateProgress = db.prepare<PushRow>(
    `UPDATE push SET state = :state, step = :step, attempts = :attempts, dueAt = :dueAt,
       endedAt = :endedAt, mayDropOthers = :mayDropOthers, errorCode = :errorCode,
       errorDetail = :errorDetail, troubledAt = :troubledAt
     WHERE id = :id`,
  );
  const updateReceipt = db.prepare<{
    pushId: string;
    recordId: string;
    state: string;
    cardId: string | null;
    doubles: number;
  }>(
    `UPDATE push_receipt SET state = :state, cardId = :cardId, doubles = :doubles
     WHERE pushId = :pushId AND recordId = :recordId`,
  );
  const updateWarnings = db.prepare<{ pushId: string; title: string; warnings: string }>(
    `UPDATE push_receipt SET warnings = :warnings
     WHERE pushId = :pushId AND title = :title AND change <> 'removed'`,
  );

  const updatePictures = db.prepare<{ pushId: string; title: string; pictures: string }>(
    `UPDATE push_receipt SET pictures = :pictures
     WHERE pushId = :pushId AND title = :title AND change <> 'removed'`,
  );
  const selectUpload = db
    .prepare<[string, string], string>(
      'SELECT address FROM push_image WHERE pushId = ? AND name = ?',
    )
    .pluck();
  const insertUpload = db.prepare<[string, string, string]>(
    'INSERT INTO push_image (pushId, name, address) VALUES (?, ?, ?)',
  );

  function get(id: string): PushRow | null {
    return isId(id) ? (selectOne.get(id) ?? null) : null;
  }

  function last(toolbox: string, account: string): PushRow | null {
    return selectLast.get({ toolbox, account }) ?? null;
  }

  function bundleJson(id: string): string {
    const bundle = selectBundle.get(id);
    if (bundle === undefined) throw new Error(`no push ${id}`);
    return gunzipSync(bundle).toString('utf8');
  }

  function receipts(id: string): PushReceipt[] {
    return selectReceipts.all(id).map((row) => ({
      ...row,
      fields: JSON.parse(row.fields) as PushReceipt['fields'],
      warnings: JSON.parse(row.warnings) as string[],
      pictures: JSON.parse(row.pictures) as PushPicture[],
    }));
  }

  return {
    get,
    last,
    bundleJson,
    receipts,
    all: () => selectAll.all(),
    running: () => selectRunning.get() ?? null,
    /** Every card name this account was ever given by us. */
    namesEverSent: (toolbox: string, account: string) =>
      new Set(selectNames.all({ toolbox, account })),

    /** The cards of a push with the records they were made of. */
    pushedCards(id: string): PushedCard[] {
      const { cards } = JSON.parse(bundleJson(id)) as ToolboxBundle;
      const byName = new Map(cards.map((card) => [nameOf(card), card]));
      return receipts(id).flatMap(({ recordId, kind, title, path, revision, change }) => {
        const card = byName.get(title);
        return change === 'removed' || card === undefined
          ? []
          : [{ recordId, kind: kind as Kind, title, path, revision, card }];
      });
    },

    /** Call inside a transaction. Throws SQLite's own error when another push is running. */
    insert(push: NewPush): PushRow {
      const { bundleJson: json, differences, ...columns } = push;
      const id = createId();
      const before = last(push.toolbox, push.account);
      const cardIds = new Map(
        before === null
          ? []
          : receipts(before.id).map(({ recordId, cardId }) => [recordId, cardId]),
      );
      insert.run({
        ...columns,
        id,
        bundle: gzipSync(json),
        bytes: Buffer.byteLength(json, 'utf8'),
      });
      for (const difference of differences) {
        insertReceipt.run({
          ...difference,
          pushId: id,
          fields: JSON.stringify(difference.fields),
          previousCardId: cardIds.get(difference.recordId) ?? null,
        });
      }
      return get(id)!;
    },

    /** Nothing when the push is gone, with the hackathon it was started from. */
    progress(id: string, change: Progress): void {
      const row = get(id);
      if (row !== null) updateProgress.run({ ...row, ...change });
    },

    warn(pushId: string, warnings: ReadonlyMap<string, readonly string[]>): void {
      db.transaction(() => {
        for (const [title, sentences] of warnings) {
          updateWarnings.run({ pushId, title, warnings: JSON.stringify(sentences) });
        }
      })();
    },

    /** Where the toolbox keeps a picture that this push brought it; `null` while it does not. */
    uploadedTo: (pushId: string, name: string) => selectUpload.get(pushId, name) ?? null,
    keepUpload(pushId: string, name: string, address: string): void {
      insertUpload.run(pushId, name, address);
    },

    /** What became of the pictures of each card, by its name. */
    keepPictures(pushId: string, pictures: ReadonlyMap<string, readonly PushPicture[]>): void {
      db.transaction(() => {
        for (const [title, list] of pictures) {
          updatePictures.run({ pushId, title, pictures: JSON.stringify(list) });
        }
      })();
    },

    confirm(pushId: string, confirmations: readonly Confirmation[]): void {
      db.transaction(() => {
        for (const { recordId, isConfirmed, cardId, doubles } of confirmations) {
          const state = isConfirmed ? 'confirmed' : 'unconfirmed';
          updateReceipt.run({ pushId, recordId, state, cardId, doubles });
        }
      })();
    },

    view(row: PushRow): PushView {
      const { id, state, step, attempts, dueAt, startedAt, endedAt, errorCode } = row;
      const counts = selectCounts.all(id);
      const sum = (test: (entry: { change: string; state: string }) => boolean) =>
        counts.filter(test).reduce((total, { count }) => total + count, 0);
      return {
        id,
        address: row.toolbox,
        state,
        step,
        attempts,
        dueAt,
        startedAt,
        endedAt,
        cards: sum(({ change }) => change !== 'removed'),
        added: sum(({ change }) => change === 'added'),
        changed: sum(({ change }) => change === 'changed'),
        removed: sum(({ change }) => change === 'removed'),
        confirmed: sum((entry) => entry.state === 'confirmed'),
        unconfirmed: sum((entry) => entry.state === 'unconfirmed'),
        error:
          errorCode === null
            ? null
            : { code: errorCode, detail: row.errorDetail, since: row.troubledAt ?? startedAt },
      };
    },
  };
}

function nameOf(card: Card): string {
  const name = card.Name?.[0];
  return typeof name === 'string' ? name : '';
}
