// Pushes the finalised catalogue to the toolbox an administrator configured: dry runs, one push at a
// time in the background, tried again after what passes, gone on with after a restart. Knows no HTTP.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PushDryRun, PushReceipt, PushView } from '../../shared/api/pushes.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { paced, type Steps } from '../exporters/pace.ts';
import { bundleBody, toolboxBundle } from '../exporters/toolbox-bundle.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Images } from '../images/images.ts';
import type { Log } from '../log.ts';
import { cardDifferences, type PushedCard } from './card-differences.ts';
import { openPushStore, type PushRow } from './push-store.ts';
import { runPush } from './run-push.ts';
import { createToolboxClient, type ToolboxAccess, ToolboxError } from './toolbox-client.ts';

/** The toolbox, and how patient a push is. */
export interface ToolboxConfig extends ToolboxAccess {
  /** The wait before the second attempt, ms; it doubles with each. */
  readonly retryMs: number;
}

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
  /** Goes on with a push that failed or was stopped. */
  resume(id: string, asked: { hackathonId: string; by: string; mayDropOthers: boolean }): PushView;
  stop(id: string, asked: { hackathonId: string; by: string }): PushView;
  /** Takes up what is running and has no attempt under way: after a wait, or after a restart. */
  continueDue(): void;
  /** Ends the attempt under way; the push stays running and goes on at the next start. */
  close(): Promise<void>;
}

/** The toolbox's limit for a body. */
const MAX_BUNDLE_BYTES = 5 * 1024 * 1024;

/** Characters of a body that are hashed in one go. */
const MEASURED_AT_ONCE = 512 * 1024;

/** After so many attempts a person has to look. */
const MAX_ATTEMPTS = 6;

/** Size and hash of a body that may be large. */
function* measured(json: string): Steps<{ bytes: number; hash: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (let start = 0; start < json.length; ) {
    let end = start + MEASURED_AT_ONCE;
    // No character is torn in two.
    if (/[\uD800-\uDBFF]/.test(json.charAt(end - 1))) end += 1;
    const part = Buffer.from(json.slice(start, end), 'utf8');
    hash.update(part);
    bytes += part.length;
    start = end;
    yield;
  }
  return { bytes, hash: hash.digest('hex') };
}

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
  const client = toolbox === null ? null : createToolboxClient(toolbox);
  let attempt: { pushId: string; abort: AbortController; done: Promise<void> } | null = null;
  let isClosed = false;
  const target = toolbox === null ? null : { address: toolbox.address, account: toolbox.account };

  async function prepare() {
    const made = toolboxBundle(catalogue.published(null));
    const { bundle, report, exported } = await paced(made);
    const json = await paced(bundleBody(bundle));
    const cards: PushedCard[] = exported.map((one, index) => ({
      recordId: one.id,
      kind: one.kind,
      title: one.title,
      path: one.path,
      revision: one.revision,
      card: bundle.cards[index]!,
    }));
    const last = toolbox === null ? null : store.last(toolbox.address, toolbox.account);
    const before = last === null ? [] : store.pushedCards(last.id);
    const differences = await paced(cardDifferences(before, cards));
    return {
      json,
      report,
      last,
      differences,
      ...(await paced(measured(json))),
    };
  }

  function requireToolbox(): ToolboxConfig {
    if (toolbox !== null) return toolbox;
    throw new AppError(409, 'no_toolbox', 'No toolbox is configured on this server.');
  }

  function requirePush(id: string): PushRow {
    const push = store.get(id);
    if (push === null) throw notFound('push');
    return push;
  }

  function requireNoneRunning(): void {
    if (store.running() === null) return;
    throw new AppError(409, 'push_running', 'A push is under way. Wait for its end, or stop it.');
  }

  /** How long until the next attempt, ms. */
  const pause = (attempts: number) => (toolbox?.retryMs ?? 0) * 2 ** Math.max(attempts - 1, 0);

  async function attemptPush(push: PushRow, signal: AbortSignal): Promise<void> {
    const { id } = push;
    const attempts = push.attempts + 1;
    store.progress(id, { attempts });
    try {
      await runPush(push, { store, client: client!, images, signal });
      store.progress(id, { state: 'done', endedAt: now(), errorCode: null, errorDetail: '' });
    } catch (error) {
      // Stopped by a person, who has written that down, or by the server's own end.
      if (signal.aborted) return;
      if (!(error instanceof ToolboxError)) throw error;
      const { code, detail } = error;
      const isOver = attempts >= MAX_ATTEMPTS || !(error.isTransient || code === 'incomplete');
      store.progress(id, {
        errorCode: code,
        errorDetail: detail,
        ...(isOver ? { state: 'failed', endedAt: now() } : { dueAt: now() + pause(attempts) }),
      });
    }
  }

  function begin(push: PushRow): void {
    const abort = new AbortController();
    const done = attemptPush(push, abort.signal)
      .catch((error: unknown) => {
        // Such as a full disk: the push stays running, and the next round tries again.
        log({ level: 'error', event: 'push-failed', error });
      })
      .finally(() => {
        attempt = null;
      });
    attempt = { pushId: push.id, abort, done };
  }

  function continueDue(): void {
    if (isClosed || attempt !== null || toolbox === null) return;
    const push = store.running();
    if (push === null || push.dueAt > now()) return;
    if (push.toolbox !== toolbox.address || push.account !== toolbox.account) {
      // The bundle was compared with what that toolbox has, and its address is no longer configured.
      store.progress(push.id, {
        state: 'failed',
        endedAt: now(),
        errorCode: 'unreachable',
        errorDetail: push.toolbox,
      });
      return;
    }
    begin(push);
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
    list: () => store.all().map(store.view),
    get(id) {
      const push = store.get(id);
      return push === null ? null : { push: store.view(push), receipts: store.receipts(id) };
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
      continueDue();
      return store.view(store.get(push.id)!);
    },
    resume(id, { hackathonId, by, mayDropOthers }) {
      const push = requirePush(id);
      requireToolbox();
      requireNoneRunning();
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
      continueDue();
      return store.view(store.get(id)!);
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
      if (attempt?.pushId === id) attempt.abort.abort();
      return store.view(store.get(id)!);
    },
    continueDue,
    async close() {
      isClosed = true;
      attempt?.abort.abort();
      await attempt?.done;
    },
  };
}
