// The attempts of the push that is running, in the background and one at a time: tried again after what
// passes, with growing pauses and not for ever; gone on with after a restart. Decides of no push
// whether it may be.
import type { PushErrorCode } from '../../shared/api/pushes.ts';
import { isStorageDown } from '../http/errors.ts';
import type { Images } from '../images/images.ts';
import type { Log } from '../log.ts';
import type { Progress, PushRow, PushStore } from './push-store.ts';
import { runPush } from './run-push.ts';
import { createToolboxClient, type ToolboxAccess, ToolboxError } from './toolbox-client.ts';

/** The toolbox, and how patient a push is. */
export interface ToolboxConfig extends ToolboxAccess {
  /** The wait before the second attempt, ms; it doubles with each. */
  readonly retryMs: number;
}

/** After so many attempts a person has to look. */
const MAX_ATTEMPTS = 6;

/** Why an attempt came to nothing. */
interface Failure {
  readonly code: PushErrorCode;
  readonly detail: string;
  readonly isTransient: boolean;
}

interface PushAttempts {
  /** Takes up what is running and has no attempt under way: after a wait, or after a restart. */
  continueDue(): void;
  /** The push as it stands, also where what came of it could not be written down yet. */
  current(push: PushRow): PushRow;
  isUnderWay(pushId: string): boolean;
  /** Somebody had a push go on, and that is written down. */
  resume(pushId: string): void;
  /** Somebody stopped a push, and that is written down: breaks off its attempt under way. */
  stop(pushId: string): void;
  /** Ends the attempt under way; the push stays running and goes on at the next start. */
  close(): Promise<void>;
}

/** Opens the attempts over the pushes of `store`. */
export function openPushAttempts({
  store,
  toolbox,
  images,
  now,
  log,
}: {
  store: PushStore;
  toolbox: ToolboxConfig | null;
  images: Pick<Images, 'get'>;
  now: () => number;
  log: Log;
}): PushAttempts {
  let attempt: { pushId: string; abort: AbortController; done: Promise<void> } | null = null;
  // What came of an attempt while the disk took nothing. No other begins before it is written.
  let unwritten: { pushId: string; change: Progress; retryAt: number } | null = null;
  let isClosed = false;

  /** How long until the next attempt, ms. */
  const pause = (attempts: number) => (toolbox?.retryMs ?? 0) * 2 ** Math.max(attempts - 1, 0);

  async function attemptPush(
    push: PushRow,
    config: ToolboxConfig,
    signal: AbortSignal,
  ): Promise<void> {
    const { id } = push;
    const attempts = push.attempts + 1;
    try {
      store.progress(id, { attempts });
      await runPush(push, { store, client: createToolboxClient(config), images, signal });
      store.progress(id, {
        state: 'done',
        endedAt: now(),
        errorCode: null,
        errorDetail: '',
        troubledAt: null,
      });
    } catch (error) {
      if (!(error instanceof ToolboxError) && error !== signal.reason) {
        log({ level: 'error', event: 'push-failed', error });
      }
      // Stopped by a person, who has written that down, or by the server's own end.
      if (signal.aborted) return;
      const failure = failureOf(error);
      const isOver = attempts >= MAX_ATTEMPTS || !failure.isTransient;
      settle(push, {
        attempts,
        ...errorOf(push, failure),
        ...(isOver ? { state: 'failed', endedAt: now() } : { dueAt: now() + pause(attempts) }),
      });
    }
  }

  function errorOf(push: PushRow, { code, detail }: Pick<Failure, 'code' | 'detail'>): Progress {
    return { errorCode: code, errorDetail: detail, troubledAt: push.troubledAt ?? now() };
  }

  function settle({ id }: PushRow, change: Progress): void {
    unwritten = { pushId: id, change, retryAt: now() };
    writeDown();
  }

  /** Whether everything that came of earlier attempts is written down. */
  function writeDown(): boolean {
    if (unwritten === null) return true;
    const { pushId, change, retryAt } = unwritten;
    if (retryAt > now()) return false;
    try {
      store.progress(pushId, change);
      unwritten = null;
      return true;
    } catch (error) {
      log({ level: 'error', event: 'push-not-written', error });
      const later = now() + pause(change.attempts ?? 1);
      unwritten = { pushId, change: { ...change, dueAt: later }, retryAt: later };
      return false;
    }
  }

  function begin(push: PushRow, config: ToolboxConfig): void {
    const abort = new AbortController();
    const done = attemptPush(push, config, abort.signal).finally(() => {
      attempt = null;
    });
    attempt = { pushId: push.id, abort, done };
  }

  function continueDue(): void {
    if (isClosed || attempt !== null || !writeDown()) return;
    const push = store.running();
    if (push === null || push.dueAt > now()) return;
    if (toolbox === null || push.toolbox !== toolbox.address || push.account !== toolbox.account) {
      // The bundle was compared with what that toolbox has, and its address is no longer configured.
      const error = errorOf(push, { code: 'other-toolbox', detail: push.toolbox });
      settle(push, { ...error, state: 'failed', endedAt: now() });
      return;
    }
    begin(push, toolbox);
  }

  function decided(pushId: string): void {
    if (unwritten?.pushId === pushId) unwritten = null;
  }

  return {
    continueDue,
    current: (push) => (unwritten?.pushId === push.id ? { ...push, ...unwritten.change } : push),
    isUnderWay: (pushId) => attempt?.pushId === pushId,
    resume(pushId) {
      decided(pushId);
      continueDue();
    },
    stop(pushId) {
      decided(pushId);
      if (attempt?.pushId === pushId) attempt.abort.abort();
    },
    async close() {
      isClosed = true;
      attempt?.abort.abort();
      await attempt?.done;
    },
  };
}

/** Everything ends here, so that no failure goes round unseen. */
function failureOf(error: unknown): Failure {
  if (error instanceof ToolboxError) {
    const { code, detail, isTransient } = error;
    return { code, detail, isTransient: isTransient || code === 'incomplete' };
  }
  // Only its kind: the sentence of an unforeseen error may repeat anything, and stands in the log.
  const { code, name } = error as { code?: unknown; name?: unknown };
  const detail = String(code ?? name ?? typeof error);
  return { code: isStorageDown(error) ? 'disk' : 'fault', detail, isTransient: true };
}
