// Locks a shared browser that nobody has touched for a while, in whichever tab they last were. Only
// browsers with a PIN are shared; nobody is locked out of their own phone.
import { useEffect } from 'react';
import { TOUCHED, useFollowLock, useLock } from '../lock.ts';

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** A touch is written down at most this often, ms. */
const NOTE_EVERY_MS = 2_000;

const CHECK_EVERY_MS = 5_000;

/** How long before the lock a word of warning is given, ms. */
const WARNING_MS = 30_000;

/** What the lock needs to know. */
interface IdleLock {
  /** Whose browser it is; `null` when it is not to be locked. */
  readonly personId: string | null;
  readonly afterMs: number;
  /** Told when the lock is near, and when it is not any more. */
  warn(isNear: boolean): void;
}

/** Watches for touches and locks when there are none. */
export function useIdleLock({ personId, afterMs, warn }: IdleLock): void {
  const lock = useLock();
  useFollowLock();
  useEffect(() => {
    if (personId === null) return;
    let isNear = false;
    let notedAt = 0;
    const setNear = (next: boolean) => {
      if (next !== isNear) warn(next);
      isNear = next;
    };
    const touch = () => {
      const now = Date.now();
      if (now - notedAt < NOTE_EVERY_MS) return;
      // A laptop opened after lunch: whoever touches it first may be anybody.
      if (!check()) return;
      notedAt = now;
      localStorage.setItem(TOUCHED, String(now));
      setNear(false);
    };
    const check = (): boolean => {
      const touchedAt = localStorage.getItem(TOUCHED);
      const idleMs = touchedAt === null ? 0 : Date.now() - Number(touchedAt);
      setNear(idleMs >= afterMs - WARNING_MS);
      if (idleMs < afterMs) return true;
      void lock(personId);
      return false;
    };
    // Opening a page is a touch too, and may come too late like any other.
    touch();
    for (const type of TOUCHES) window.addEventListener(type, touch, { passive: true });
    document.addEventListener('visibilitychange', check);
    const timer = setInterval(check, CHECK_EVERY_MS);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
      for (const type of TOUCHES) window.removeEventListener(type, touch);
      warn(false);
    };
  }, [personId, afterMs, warn, lock]);
}
