// What entered the catalogue last, worth clapping for: the newest large, those before it below.
import { useTranslation } from 'react-i18next';
import classes from './LatestScene.module.css';
import type { LatestEntry } from './latest-entry.ts';
import scenes from './Scenes.module.css';
import { Sunrise } from './Sunrise.tsx';
import { titleLength } from './title-length.ts';

/** Entries below the newest; more would be too small for a hall. */
const BEFORE = 3;

/** Longer titles below it are set smaller, on two lines if need be. */
const LONG = 56;

/** The newest entry and some before it. */
export function LatestScene({ latest }: { latest: readonly LatestEntry[] }) {
  const { t } = useTranslation('wall');
  const [newest, ...others] = latest;
  if (newest === undefined) return <p className={scenes.quiet}>{t('latest.empty')}</p>;
  return (
    <div className={classes.latest}>
      <Sunrise />
      <div key={`${newest.id} ${newest.revision}`} className={classes.newest}>
        <p className={scenes.title} data-long={titleLength(newest.title, 48)} dir="auto">
          {newest.title}
        </p>
        <p className={scenes.by}>
          <EntryFrom entry={newest} />
        </p>
      </div>
      <ol className={classes.before}>
        {others.slice(0, BEFORE).map((entry) => (
          <li key={`${entry.id} ${entry.revision}`}>
            <strong dir="auto" data-long={entry.title.length > LONG || undefined}>
              {entry.title}
            </strong>
            <span>
              <EntryFrom entry={entry} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function EntryFrom({ entry: { kind, teamName } }: { entry: LatestEntry }) {
  const { t } = useTranslation('wall');
  const name = t(`kind.${kind}`);
  return <bdi>{teamName === null ? name : t('moment.by', { kind: name, team: teamName })}</bdi>;
}
