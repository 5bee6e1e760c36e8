// The foot of the wall: what entered the catalogue last, one entry after another, each in full.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './LatestBar.module.css';
import type { LatestEntry } from './latest-entry.ts';

/** Entries that take turns; more would come round too seldom. */
const SHOWN = 6;

/** Time to read a long title, ms. */
const ENTRY_MS = 6000;

/** A new entry is shown at once, then all take turns. */
export function LatestBar({ latest }: { latest: readonly LatestEntry[] }) {
  const { t } = useTranslation('wall');
  const newest = latest[0] === undefined ? '' : `${latest[0].id} ${latest[0].revision}`;
  const [turn, setTurn] = useState({ newest, index: 0 });
  if (turn.newest !== newest) setTurn({ newest, index: 0 });
  useEffect(() => {
    const timer = setInterval(
      () => setTurn(({ newest, index }) => ({ newest, index: index + 1 })),
      ENTRY_MS,
    );
    return () => clearInterval(timer);
  }, []);
  const shown = latest.slice(0, SHOWN);
  const entry = shown[turn.index % Math.max(1, shown.length)];
  return (
    <section className={classes.bar} aria-label={t('latest.title')}>
      <h2>{t('latest.title')}</h2>
      {entry === undefined ? (
        <p className={classes.empty}>{t('latest.empty')}</p>
      ) : (
        <p key={`${entry.id} ${entry.revision}`} className={classes.entry}>
          <strong dir="auto" data-long={entry.title.length > 60 || undefined}>
            {entry.title}
          </strong>
          <span>
            {t(`kind.${entry.kind}`)}
            {entry.teamName !== null && (
              <>
                {' · '}
                <bdi>{entry.teamName}</bdi>
              </>
            )}
          </span>
        </p>
      )}
    </section>
  );
}
