// Locking this browser: the person is signed out, their copies stay, and only the lock screen is
// shown until somebody comes back. Knows no screen.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { SessionView } from '../shared/api/session.ts';
import { api, unwrap } from './api.ts';
import { closeForLock } from './collab/before-lock.ts';
import { rememberSession, sessionQuery } from './session.ts';

const STORED = 'sommet.lock';

/** When this browser was last touched, in any tab, ms since the epoch; absent before the first time. */
export const TOUCHED = 'sommet.touched';

/** The screen of a locked browser. */
const LOCK_PATH = '/locked';

/** Where somebody can go from the lock screen without coming back first. */
const OPEN_PATHS = [LOCK_PATH, '/join', '/sign-in', '/welcome'];

/** The session of a locked browser, before the server is asked. */
const NOBODY: SessionView = {
  person: null,
  teams: [],
  facilitates: [],
  hasPin: false,
  serverTime: 0,
};

/** A locked browser. */
interface Lock {
  readonly personId: string;
  /** Where they were. */
  readonly path: string;
  /** The server has not been told yet: there was no line. */
  readonly isPending: boolean;
}

/** The lock of this browser, if it has one. */
export function readLock(): Lock | null {
  const stored = localStorage.getItem(STORED);
  return stored === null ? null : (JSON.parse(stored) as Lock);
}

function writeLock(lock: Lock): void {
  localStorage.setItem(STORED, JSON.stringify(lock));
  // The lock screen is shown without a line too, and shows nobody.
  rememberSession(NOBODY);
}

/** Opens the browser again, or for the first time. */
export function clearLock(): void {
  localStorage.removeItem(STORED);
  localStorage.removeItem(TOUCHED);
  rememberSession(null);
}

/**
 * A function that locks this browser in all its tabs. Without a line it is locked all the same; the
 * lock screen tells the server as soon as there is one, and lets nobody in before.
 */
export function useLock(): (personId: string) => Promise<void> {
  const leave = useLeave();
  return useCallback(
    async (personId) => {
      writeLock({ personId, path: location.pathname, isPending: true });
      await leave();
      // Still pending then, which the lock screen sees and tries again.
      await completeLock().catch(() => undefined);
    },
    [leave],
  );
}

/** Follows a lock made in another tab. */
export function useFollowLock(): void {
  const leave = useLeave();
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key === STORED && newValue !== null && location.pathname !== LOCK_PATH) void leave();
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [leave]);
}

/** Shows the lock screen, without asking the network. */
function useLeave(): () => Promise<void> {
  const navigate = useNavigate();
  return useCallback(async () => {
    await closeForLock();
    // At once: what is on the screen is not for whoever comes next.
    await navigate(LOCK_PATH, { replace: true, flushSync: true });
  }, [navigate]);
}

/**
 * Forgets what was read as the person, once the lock screen is there: any other screen that sees
 * nobody signed in leads to the sign-in page.
 */
export function useForgetLocked(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (readLock() === null) return;
    queryClient.removeQueries({ type: 'inactive' });
    queryClient.setQueryData(sessionQuery.queryKey, NOBODY);
  }, [queryClient]);
}

/** Signs out on the server what is locked here. */
export async function completeLock(): Promise<void> {
  const lock = readLock();
  if (lock === null || !lock.isPending) return;
  await unwrap(api.session.$delete());
  writeLock({ ...lock, isPending: false });
}

/**
 * Called before anything is shown. Returns whether the page goes on: a locked browser shows its lock
 * screen, or how somebody else comes in.
 */
export function passLock(): boolean {
  const lock = readLock();
  if (lock === null) return true;
  const { pathname } = location;
  const isOpen = OPEN_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  if (lock.isPending ? pathname === LOCK_PATH : isOpen) return true;
  location.replace(LOCK_PATH);
  return false;
}
