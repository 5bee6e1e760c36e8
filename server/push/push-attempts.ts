// The attempts of the push that is running, in the background and one at a time: tried again after what
// passes, gone on with after a restart. Decides of no push whether it may be.
import type { Images } from '../images/images.ts';
import type { Log } from '../log.ts';
import type { PushRow, PushStore } from './push-store.ts';
import { runPush } from './run-push.ts';
import { createToolboxClient, type ToolboxAccess, ToolboxError } from './toolbox-client.ts';

/** The toolbox, and how patient a push is. */
export interface ToolboxConfig extends ToolboxAccess {
  /** The wait before the second attempt, ms; it doubles with each. */
  readonly retryMs: number;
}

/** After so many attempts a person has to look. */
const MAX_ATTEMPTS = 6;

interface PushAttempts {
  /** Takes up what is running and has no attempt under way: after a wait, or after a restart. */
  continueDue(): void;
  /** Breaks off the attempt of a push, if that is under way. */
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
  toolbox: ToolboxConfig;
  images: Pick<Images, 'get'>;
  now: () => number;
  log: Log;
}): PushAttempts {
  const client = createToolboxClient(toolbox);
  let attempt: { pushId: string; abort: AbortController; done: Promise<void> } | null = null;
  let isClosed = false;

  /** How long until the next attempt, ms. */
  const pause = (attempts: number) => toolbox.retryMs * 2 ** Math.max(attempts - 1, 0);

  async function attemptPush(push: PushRow, signal: AbortSignal): Promise<void> {
    const { id } = push;
    const attempts = push.attempts + 1;
    store.progress(id, { attempts });
    try {
      await runPush(push, { store, client, images, signal });
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
    if (isClosed || attempt !== null) return;
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
    continueDue,
    stop(pushId) {
      if (attempt?.pushId === pushId) attempt.abort.abort();
    },
    async close() {
      isClosed = true;
      attempt?.abort.abort();
      await attempt?.done;
    },
  };
}
