// Says whom my view follows, and how to go one's own way again.
import { IconEye, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFact, usePeople } from '../../collab/hooks.ts';
import { useFollowed, useFollowing } from './follow.ts';
import classes from './people.module.css';

/** Nothing while I follow nobody. */
export function Following() {
  const { t } = useTranslation('editor');
  const followed = useFollowed();
  const personId = useFact(followed);
  useFollowing();
  const person = usePeople().find(({ id }) => id === personId);
  return (
    <div className={classes.following} role="status">
      {person !== undefined && (
        <span className={classes.followingPill} style={{ borderColor: person.colour }}>
          <IconEye size={18} stroke={1.75} aria-hidden="true" />
          <span>{t('presence.following', { name: person.name })}</span>
          <button
            type="button"
            aria-label={t('presence.unfollow')}
            onClick={() => followed.set(null)}
          >
            <IconX size={18} aria-hidden="true" />
          </button>
        </span>
      )}
    </div>
  );
}
