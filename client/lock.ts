// Locking this browser: the person is signed out, their copies stay, and only the lock screen is
// shown until somebody comes back. Knows no screen.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { SessionView } from '../shared/api/session.ts';
import { api, unwrap } from './api.ts';
import { sessionQuery } from './session.ts';

const STORED = 'sommet.lock';

/** When this browser was last touched, in any tab, ms since the epoch; absent before the first time. */
export const TOUCHED = 'sommet.touched';

/** The screen of a locked browser. */
export const LOCK_PATH = '/locked';

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
export interface Lock {
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
}

/** Opens the browser again, or for the first time. */
export function clearLock(): void {
  localStorage.removeItem(STORED);
  localStorage.removeItem(TOUCHED);
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

/** Shows the lock screen, without asking the network, and forgets what was read as the person. */
function useLeave(): () => Promise<void> {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await closeDocuments();
    await navigate(LOCK_PATH, { replace: true });
    queryClient.removeQueries({ type: 'inactive' });
    queryClient.setQueryData(sessionQuery.queryKey, NOBODY);
  }, [navigate, queryClient]);
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

/** Loaded when it is needed: most screens open no document. */
async function closeDocuments(): Promise<void> {
  const { documentRegistry } = await import('./collab/document-registry.ts');
  await documentRegistry.closeAll();
}
