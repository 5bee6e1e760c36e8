// Locks a shared browser when nobody touches it, with a word of warning before. Shows nothing itself.
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { clearLock, readLock } from '../lock.ts';
import { useSession } from '../session.ts';
import { useIdleLock } from './idle-lock.ts';
import { loadLockScreen } from './lock-screen.ts';

const WARNING_ID = 'lock-near';

/** How long nobody touches a shared browser before it is locked, ms. */
const LOCK_AFTER_MS = 10 * 60 * 1000;

/** Watches while somebody with a PIN is signed in. */
export function LockGuard() {
  const { t, i18n } = useTranslation('shell');
  const { person, hasPin } = useSession();
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
    personId,
    afterMs: LOCK_AFTER_MS,
    warn,
  });
  return null;
}
