// The foot of the wall: what entered the catalogue last.
import { useTranslation } from 'react-i18next';
import classes from './LatestBar.module.css';
import type { LatestEntry } from './wall-line.ts';

/** As many as are readable side by side. */
const SHOWN = 3;

/** The newest stands first and slides in. */
export function LatestBar({ latest }: { latest: readonly LatestEntry[] }) {
  const { t } = useTranslation('wall');
  return (
    <section className={classes.bar} aria-label={t('latest.title')}>
      <h2>{t('latest.title')}</h2>
      {latest.length === 0 ? (
        <p className={classes.empty}>{t('latest.empty')}</p>
      ) : (
        <ol>
          {latest.slice(0, SHOWN).map(({ id, revision, kind, title, teamName }) => (
            <li key={`${id} ${revision}`}>
              <strong dir="auto">{title}</strong>
              <span>
                {t(`kind.${kind}`)}
                {teamName !== null && <bdi> · {teamName}</bdi>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
