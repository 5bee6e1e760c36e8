// Who is in the document and in which field.
import { useTranslation } from 'react-i18next';
import { parseRootName } from '../../../shared/document.ts';
import type { Kind } from '../../../shared/fields.ts';
import { useFact, useOpenDocument, usePeople } from '../../collab/hooks.ts';
import { useSession } from '../../session.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import classes from './editor.module.css';
import { useForm } from './form-context.ts';
import { jumpToField } from './jump.ts';
import { ownLanguageName } from './place-names.ts';

/** The people, me first. */
export function PeopleHere({ onJump }: { onJump: (() => void) | undefined }) {
  const { t } = useTranslation('editor');
  const form = useForm();
  const { person } = useSession();
  const people = usePeople();
  const label = useFieldLabel(form.kind);
  const { connection } = useOpenDocument();
  const isAway = useFact(connection).type !== 'connected';
  return (
    <section className={classes.peopleHere} aria-label={t('presence.title')}>
      <h2>{t('presence.title')}</h2>
      <ul>
        {person !== null && (
          <li>
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
            <li key={id}>
              <PersonAvatar name={name} colour={colour} size={28} />
              <span>
                <bdi>{name}</bdi>
                {root !== undefined && field !== null && (
                  <>
                    {' · '}
                    <button
                      type="button"
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
