// Pushes of the finalised catalogue to the toolbox an administrator configured: what one would send,
// and one at a time, started, taken up again and stopped by people. Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type { PushDryRun, PushReceipt, PushView } from '../../shared/api/pushes.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Images } from '../images/images.ts';
import type { Log } from '../log.ts';
import { preparePush } from './prepare-push.ts';
import { openPushAttempts, type ToolboxConfig } from './push-attempts.ts';
import { openPushStore, type PushRow } from './push-store.ts';

/** Somebody's decision about a push, to be written down in its transaction (AU1). */
interface PushDecision {
  readonly personId: string;
  readonly hackathonId: string;
  readonly action: 'push-started' | 'push-resumed' | 'push-stopped';
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Pushes of this server's catalogue. */
export interface Pushes {
  /** Where pushes go; `null` when no toolbox is configured. */
  readonly toolbox: { readonly address: string; readonly account: string } | null;
  /** What a push would send and change now; sends nothing. */
  dryRun(): Promise<PushDryRun>;
  /** Newest first. */
  list(): PushView[];
  /** `null` when there is none of that id. */
  get(id: string): { push: PushView; receipts: PushReceipt[] } | null;
  /** Starts a push of the bundle that was looked at; 409 when it is another by now. */
  start(asked: { hackathonId: string; bundleHash: string; by: string }): Promise<PushView>;
  /** Goes on at once with a push that failed, was stopped or waits for its next attempt. */
  resume(id: string, asked: { hackathonId: string; by: string; mayDropOthers: boolean }): PushView;
  stop(id: string, asked: { hackathonId: string; by: string }): PushView;
  /** Takes up what is running and has no attempt under way: after a wait, or after a restart. */
  continueDue(): void;
  /** Ends the attempt under way; the push stays running and goes on at the next start. */
  close(): Promise<void>;
}

/** The toolbox's limit for a body. */
const MAX_BUNDLE_BYTES = 5 * 1024 * 1024;

/** Opens the pushes kept in `db`. */
export function openPushes({
  db,
  catalogue,
  images,
  toolbox,
  record,
  now,
  log,
}: {
  db: Database;
  catalogue: Pick<Catalogue, 'published'>;
  images: Pick<Images, 'get'>;
  toolbox: ToolboxConfig | null;
  record: (decision: PushDecision) => void;
  now: () => number;
  log: Log;
}): Pushes {
  const store = openPushStore(db);
  const attempts = openPushAttempts({ store, toolbox, images, now, log });
  const prepare = () => preparePush({ catalogue, store, toolbox });
  const view = (push: PushRow) => store.view(attempts.current(push));
  const target = toolbox === null ? null : { address: toolbox.address, account: toolbox.account };

  function requireToolbox(): ToolboxConfig {
    if (toolbox !== null) return toolbox;
    throw new AppError(409, 'no_toolbox', 'No toolbox is configured on this server.');
  }

  function requirePush(id: string): PushRow {
    const push = store.get(id);
    if (push === null) throw notFound('push');
    return attempts.current(push);
  }

  function requireNoneRunning(): void {
    if (store.running() === null) return;
    throw new AppError(409, 'push_running', 'A push is under way. Wait for its end, or stop it.');
  }

  return {
    toolbox: target,
    async dryRun() {
      const { report, last, differences, bytes, hash } = await prepare();
      return {
        toolbox: target,
        bundleHash: hash,
        bytes,
        maxBytes: MAX_BUNDLE_BYTES,
        ready: report.ready,
        blocked: [...report.blocked],
        notes: [...report.notes],
        differences: differences.filter(({ change }) => change !== 'unchanged'),
        unchanged: differences.filter(({ change }) => change === 'unchanged').length,
        lastPushedAt: last?.startedAt ?? null,
      };
    },
    list: () => store.all().map(view),
    get(id) {
      const push = store.get(id);
      return push === null ? null : { push: view(push), receipts: store.receipts(id) };
    },
    async start({ hackathonId, bundleHash, by }) {
      const { address, account } = requireToolbox();
      requireNoneRunning();
      const { json, report, differences, bytes, hash } = await prepare();
      // Somebody else may have been faster.
      requireNoneRunning();
      if (hash !== bundleHash) {
        throw new AppError(409, 'push_changed', 'What would be sent has changed. Look again.');
      }
      if (report.ready === 0) {
        throw new AppError(409, 'nothing_to_export', 'Nothing is finalised that has a card yet.');
      }
      if (bytes > MAX_BUNDLE_BYTES) {
        throw new AppError(409, 'bundle_too_large', 'The bundle is larger than the toolbox takes.');
      }
      const push = db.transaction(() => {
        const row = store.insert({
          hackathonId,
          toolbox: address,
          account,
          bundleHash,
          bundleJson: json,
          differences,
          startedAt: now(),
        });
        record({
          personId: by,
          hackathonId,
          action: 'push-started',
          subject: row.id,
          detail: { address, cards: report.ready },
        });
        return row;
      })();
      attempts.continueDue();
      return view(store.get(push.id)!);
    },
    resume(id, { hackathonId, by, mayDropOthers }) {
      const push = requirePush(id);
      requireToolbox();
      // One that waits for its next attempt does not have to.
      if (store.running()?.id !== id || attempts.isUnderWay(id)) requireNoneRunning();
      if (push.state === 'done' || store.all()[0]?.id !== id) {
        throw new AppError(409, 'push_over', 'This push is over. Start a new one.');
      }
      db.transaction(() => {
        store.progress(id, {
          state: 'running',
          attempts: 0,
          dueAt: now(),
          endedAt: null,
          errorCode: null,
          errorDetail: '',
          // It is still the same trouble when this attempt ends like the last one.
          troubledAt: push.errorCode === 'others-cards' ? null : push.troubledAt,
          ...(mayDropOthers ? { mayDropOthers: 1 } : {}),
        });
        record({
          personId: by,
          hackathonId,
          action: 'push-resumed',
          subject: id,
          detail: { address: push.toolbox, mayDropOthers },
        });
      })();
      attempts.resume(id);
      return view(store.get(id)!);
    },
    stop(id, { hackathonId, by }) {
      const push = requirePush(id);
      if (push.state !== 'running') {
        throw new AppError(409, 'push_over', 'This push is over. Start a new one.');
      }
      db.transaction(() => {
        store.progress(id, { state: 'stopped', endedAt: now() });
        record({
          personId: by,
          hackathonId,
          action: 'push-stopped',
          subject: id,
          detail: { address: push.toolbox },
        });
      })();
      attempts.stop(id);
      return view(store.get(id)!);
    },
    continueDue: attempts.continueDue,
    close: attempts.close,
  };
}
