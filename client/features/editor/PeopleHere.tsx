// Who is in the document and in which field.
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { parseRootName } from '../../../shared/document.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { useFact, useOpenDocument, usePeople } from '../../collab/hooks.ts';
import { useSession } from '../../session.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { useFollowed } from './follow.ts';
import { useForm } from './form-context.ts';
import button from './jump.module.css';
import { jumpToField } from './jump.ts';
import classes from './people.module.css';
import { ownLanguageName } from './place-names.ts';

/** The people, me first. */
export function PeopleHere({ onJump }: { onJump: (() => void) | undefined }) {
  const { t } = useTranslation('editor');
  const form = useForm();
  const { person } = useSession();
  const people = usePeople();
  const label = useFieldLabel(form.kind);
  const followed = useFollowed();
  const followedId = useFact(followed);
  const { connection } = useOpenDocument();
  const isAway = useFact(connection).type !== 'connected';
  return (
    <section className={classes.here} aria-label={t('presence.title')}>
      <h2>{t('presence.title')}</h2>
      <ul>
        {person !== null && (
          <li className={classes.person}>
            <PersonAvatar name={person.name} colour={person.colour} size={28} />
            <span>
              <bdi>{person.name}</bdi> <span className={classes.soft}>{t('presence.me')}</span>
            </span>
          </li>
        )}
        {people.map(({ id, name, colour, fields }) => {
          const [root] = fields;
          const field = root === undefined ? null : parseRootName(form.kind, root);
          return (
            <li key={id} className={classes.person}>
              <PersonAvatar name={name} colour={colour} size={28} />
              <span>
                <bdi>{name}</bdi>
                {root !== undefined && field !== null && (
                  <>
                    {' · '}
                    <button
                      type="button"
                      className={button.jump}
                      onClick={() => {
                        onJump?.();
                        jumpToField(form, field.field.name, field.language);
                      }}
                    >
                      {label(root)}
                    </button>
                  </>
                )}
              </span>
              <button
                type="button"
                className={classes.follow}
                aria-pressed={followedId === id}
                aria-label={t('presence.follow', { name })}
                title={t('presence.follow', { name })}
                onClick={() => {
                  onJump?.();
                  followed.set(followedId === id ? null : id);
                }}
              >
                <IconEye size={18} stroke={1.75} aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
      {isAway ? (
        <p className={classes.soft}>{t('presence.away')}</p>
      ) : (
        people.length === 0 && <p className={classes.soft}>{t('presence.alone')}</p>
      )}
    </section>
  );
}

/** A function that names the field of a root: `Summary (Français)`. */
export function useFieldLabel(kind: Kind): (root: string) => string {
  const { t } = useTranslation('fields');
  return (root) => {
    const reference = parseRootName(kind, root);
    if (reference === null) return root;
    const words = t(`label.${reference.field.name}`);
    return reference.language === null
      ? words
      : `${words} (${ownLanguageName(reference.language)})`;
  };
}
