// Which keys do what in a rich text, and what typing alone does. Loaded when somebody asks.
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { ACTION_KEYS } from './rich/action-keys.ts';
import { keyWords } from './rich/key-words.ts';
import classes from './rich.module.css';

const OTHER_KEYS = [
  ['link', ['Mod-k']],
  ['undo', ['Mod-z']],
  ['redo', ['Mod-Shift-z']],
  ['help', ['Mod-/', '?']],
] as const;

/** What is typed at the beginning of a line, or around words. */
const TYPED = [
  ['slash', '/'],
  ['heading2', '# '],
  ['heading3', '### '],
  ['bullets', '- '],
  ['numbers', '1. '],
  ['quote', '> '],
  ['code', '```'],
  ['divider', '---'],
  ['bold', '**…**'],
  ['italic', '*…*'],
  ['strike', '~~…~~'],
  ['inline-code', '`…`'],
] as const;

/** The help for the keyboard. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('editor');
  const keys = [
    ...Object.entries(ACTION_KEYS).map(([action, [first]]) => [action, [first]] as const),
    ...OTHER_KEYS,
  ];
  return (
    <Dialog isOpen onClose={onClose} title={t('rich.help')} size="lg">
      <div className={classes.keys}>
        <section>
          <h3>{t('rich.keys')}</h3>
          <dl>
            {keys.map(([name, shown]) => (
              <Fragment key={name}>
                <dt>
                  {shown.map((key) => (
                    <kbd key={key}>{keyWords(key)}</kbd>
                  ))}
                </dt>
                <dd>{t(`rich.${name}`)}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
        <section>
          <h3>{t('rich.typed')}</h3>
          <dl>
            {TYPED.map(([name, typed]) => (
              <Fragment key={name}>
                <dt>
                  <kbd>{typed}</kbd>
                </dt>
                <dd>{t(`rich.${name}`)}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
