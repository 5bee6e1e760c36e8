// A whole screen for what went wrong, in the reader's words. Uses no kit, so that it works when the
// kit itself did not load.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ErrorScreen.module.css';
import { hasErrorWords } from './error-words.ts';

interface ErrorScreenProps {
  /** An error code of the API; `errors.json` has a title and a sentence for it. */
  code: string;
  /** What developers need to know, shown small. */
  detail?: string;
  action?: { label: string; onClick?: () => void; href?: string };
  /** What can be done instead, below the actions. */
  children?: ReactNode;
}

/** Below `error.` of `shell.json`, where the code has a title of its own. */
const TITLES: Readonly<Record<string, string>> = { not_found: 'nothing', offline: 'away' };

/** Says what happened and what to do next. */
export function ErrorScreen({ code, detail, action, children }: ErrorScreenProps) {
  const { t, i18n } = useTranslation(['shell', 'errors']);
  const known = hasErrorWords(i18n, code) ? code : 'internal_error';
  const title = t(`shell:error.${TITLES[code] ?? 'title'}`);
  return (
    <section className={classes.screen} role="alert">
      <title>{t('shell:title', { page: title })}</title>
      <svg className={classes.picture} viewBox="0 0 120 48" aria-hidden="true">
        <path d="M2 46 38 12l16 20 12-14 22 28" />
        <path className={classes.gap} d="m97 46 8-9 13 9" />
      </svg>
      <h1>{title}</h1>
      <p>{t(`errors:${known}`)}</p>
      {detail !== undefined && <p className={classes.detail}>{detail}</p>}
      <p className={classes.actions}>
        {action?.href !== undefined && (
          <a className={classes.primary} href={action.href}>
            {action.label}
          </a>
        )}
        {action?.onClick !== undefined && (
          <button className={classes.primary} type="button" onClick={action.onClick}>
            {action.label}
          </button>
        )}
        <a href="/">{t('shell:error.home')}</a>
      </p>
      {children}
    </section>
  );
}
