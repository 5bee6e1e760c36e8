// The head of a screen: what this is, in one line, and what can be done with it.
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { accentShades } from '../../shared/accent.ts';
import type { HackathonView } from '../../shared/api/hackathons.ts';
import { HackathonLogo } from './HackathonLogo.tsx';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** A small line above the title: where we are. */
  eyebrow?: ReactNode;
  /** A sentence below the title. */
  lead?: ReactNode;
  /** Buttons, at the end of the line or below it on a phone. */
  actions?: ReactNode;
  /** Whose colour and picture it carries. */
  brand?: Pick<HackathonView, 'accent' | 'logoPath'>;
  /** The browser tab's title, when it should say more than `title`. */
  tabTitle?: string;
}

/** Title of the page and of the browser's tab. */
export function PageHeader({ title, eyebrow, lead, actions, brand, tabTitle }: PageHeaderProps) {
  const { t } = useTranslation('shell');
  return (
    <header className={classes.header} style={accentStyle(brand?.accent ?? null)}>
      <title>{t('title', { page: tabTitle ?? title })}</title>
      <div className={classes.words}>
        {brand !== undefined && <HackathonLogo path={brand.logoPath} />}
        {eyebrow !== undefined && <div className={classes.eyebrow}>{eyebrow}</div>}
        <h1 dir="auto">{title}</h1>
        {lead !== undefined && <div className={classes.lead}>{lead}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

function accentStyle(accent: string | null): CSSProperties | undefined {
  if (accent === null) return undefined;
  const { light, dark } = accentShades(accent);
  return { '--accent-light': light, '--accent-dark': dark } as CSSProperties;
}
