// The language of the words below: one button each, of which one is chosen, with a mark where something is still missing.
import { IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELDS } from '../../../shared/fields.ts';
import { LANGUAGES } from '../../../shared/language-choice.ts';
import { isEmptyValue, type LocalisedValue } from '../../../shared/projection.ts';
import { useFactPart, useOpenDocument } from '../../collab/hooks.ts';
import { foldText } from '../../ui/fold-text.ts';
import { Popover } from '../../ui/Popover.tsx';
import spoken from '../../ui/spoken.module.css';
import form from './form.module.css';
import { useForm } from './form-context.ts';
import classes from './language-tabs.module.css';
import { namesElsewhere, ownLanguageName, useLanguages } from './place-names.ts';

/** Tabs that choose the language of every localised field. */
export function LanguageTabs() {
  const { t } = useTranslation('editor');
  const { kind, languages, language, chooseLanguage, canEdit } = useForm();
  const { projection } = useOpenDocument();
  const group = useId();
  const localised = FIELDS[kind].filter(
    ({ localised: isLocalised, requiredFor, recommended }) =>
      isLocalised && (requiredFor?.includes('catalogue') || recommended),
  );
  // As words, which are the same while nothing was filled or emptied.
  const missing = useFactPart(projection, ({ projection: { fields } }) =>
    languages
      .map(
        (tag) =>
          localised.filter(({ name }) =>
            isEmptyValue((fields[name] as LocalisedValue | undefined)?.[tag]),
          ).length,
      )
      .join(),
  ).split(',');
  return (
    <div className={classes.tabsLine}>
      <div className={classes.choices}>
        <div className={classes.tabs} role="radiogroup" aria-label={t('languages.label')}>
          {languages.map((tag, index) => {
            const count = Number(missing[index]);
            return (
              <label key={tag} className={classes.tab}>
                <input
                  type="radio"
                  name={group}
                  className={spoken.only}
                  checked={tag === language}
                  onChange={() => chooseLanguage(tag)}
                />
                <span lang={tag}>{ownLanguageName(tag)}</span>
                {canEdit && count > 0 && (
                  <span className={classes.tabMissing}>
                    {count === localised.length
                      ? t('languages.empty')
                      : t('languages.missing', { count })}
                  </span>
                )}
              </label>
            );
          })}
        </div>
        {canEdit && <AddLanguage />}
      </div>
      <Beside />
    </div>
  );
}

/** Chooses a second language to show beside the first. */
function Beside() {
  const { t } = useTranslation('editor');
  const { languages, language, beside, showBeside } = useForm();
  const others = languages.filter((tag) => tag !== language);
  if (others.length === 0) return null;
  return (
    <label className={classes.besideLine}>
      {t('languages.beside')}
      <select
        value={beside ?? ''}
        onChange={({ target }) => showBeside(target.value === '' ? null : target.value)}
      >
        <option value="">{t('languages.alone')}</option>
        {others.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {ownLanguageName(tag)}
          </option>
        ))}
      </select>
    </label>
  );
}

function AddLanguage() {
  const { t } = useTranslation('editor');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      isOpen={isOpen}
      onClose={() => setIsOpen(false)}
      label={t('languages.add')}
      target={
        <button
          type="button"
          className={classes.addTab}
          aria-label={t('languages.add')}
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconPlus size={16} aria-hidden="true" />
        </button>
      }
    >
      <LanguageMenu onDone={() => setIsOpen(false)} />
    </Popover>
  );
}

/** Its own component: all languages are named and folded only once somebody looks for one. */
function LanguageMenu({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('editor');
  const { languages, chooseLanguage } = useForm();
  const [words, setWords] = useState('');
  const wanted = foldText(words);
  const isCalled = (code: string, name: string) =>
    foldText(name).includes(wanted) ||
    namesElsewhere('language', code, LANGUAGES).some((one) => foldText(one).includes(wanted));
  const found = useLanguages().all.filter(
    ({ code, name }) => !languages.includes(code) && isCalled(code, name),
  );
  const choose = (code: string) => {
    chooseLanguage(code);
    onDone();
  };
  return (
    <>
      <input
        className={form.input}
        aria-label={t('languages.search')}
        placeholder={t('languages.search')}
        value={words}
        data-autofocus
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && first !== undefined) choose(first.code);
        }}
      />
      <ul className={classes.languageMenu}>
        {found.map(({ code, name }) => (
          <li key={code}>
            <button type="button" onClick={() => choose(code)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
