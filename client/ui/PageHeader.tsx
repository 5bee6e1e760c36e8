// The head of a screen: what this is, in one line, and what can be done with it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** A small line above the title: where we are. */
  eyebrow?: ReactNode;
  /** A sentence below the title. */
  lead?: ReactNode;
  /** Buttons, at the end of the line or below it on a phone. */
  actions?: ReactNode;
  /** The browser tab's title, when it should say more than `title`. */
  tabTitle?: string;
}

/** Title of the page and of the browser's tab. */
export function PageHeader({ title, eyebrow, lead, actions, tabTitle }: PageHeaderProps) {
  const { t } = useTranslation('shell');
  return (
    <header className={classes.header}>
      <title>{t('title', { page: tabTitle ?? title })}</title>
      <div className={classes.words}>
        {eyebrow !== undefined && <div className={classes.eyebrow}>{eyebrow}</div>}
        <h1 dir="auto">{title}</h1>
        {lead !== undefined && <div className={classes.lead}>{lead}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
