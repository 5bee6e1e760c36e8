// Locks a shared browser when nobody touches it, with a word of warning before. Shows nothing itself.
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/api/session.ts';
import { clearLock, readLock } from '../lock.ts';
import { useSession } from '../session.ts';
import { useIdleLock } from './idle-lock.ts';
import { loadLockScreen } from './lock-screen.ts';

const WARNING_ID = 'lock-near';

const MINUTE_MS = 60_000;

/** Watches while somebody with a PIN is signed in. */
export function LockGuard() {
  const { t, i18n } = useTranslation('shell');
  const session = useSession();
  const { person, hasPin } = session;
  const lockAfterMinutes = strictestLock(session);
  const warn = useCallback(
    (isNear: boolean) => {
      if (!isNear) notifications.hide(WARNING_ID);
      else notifications.show({ id: WARNING_ID, message: t('lock-near'), autoClose: false });
    },
    [t],
  );
  useEffect(() => {
    // Somebody came in by another door than the lock screen.
    if (person !== null && readLock()?.isPending === false) clearLock();
  }, [person]);
  const personId = person !== null && hasPin ? person.id : null;
  const isLockable = personId !== null;
  useEffect(() => {
    // The lock screen has to be here when there is no line to load it.
    if (isLockable) void Promise.all([loadLockScreen(), i18n.loadNamespaces('account')]);
  }, [isLockable, i18n]);
  useIdleLock({
    personId: lockAfterMinutes === null ? null : personId,
    afterMs: (lockAfterMinutes ?? 0) * MINUTE_MS,
    warn,
  });
  return null;
}

/** The fewest minutes that a hackathon of this person sets; `null` when none locks. */
function strictestLock({ teams, facilitates }: SessionView): number | null {
  const minutes = [...teams.map(({ hackathon }) => hackathon), ...facilitates]
    .filter(({ state }) => state !== 'closed')
    .map(({ lockAfterMinutes }) => lockAfterMinutes)
    .filter((one) => one !== null);
  return minutes.length === 0 ? null : Math.min(...minutes);
}
