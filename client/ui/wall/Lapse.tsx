// The film of a hackathon: the ridge of all that was written grows from left to right, teams light up
// as they write, countries as they join. Who wants things to stand still sees the last picture.
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingView, TimeLapse } from '../../../shared/api/closing.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { formatMoment } from '../format.ts';
import classes from './Lapse.module.css';
import { cutPages } from './pages.ts';
import { prefersStillness } from './prefers-stillness.ts';
import { ridgeHeights, ridgePath } from './ridge.ts';
import { WorldMap } from './WorldMap.tsx';

/** The whole film, and how long its last picture stands, ms. */
const FILM_MS = 60_000;
const LAST_MS = 5000;

/** Names that stand under the ridge; of more teams, each has its part of the film. */
const TEAMS_AT_ONCE = 20;

const COUNTED = ['tool', 'use-case', 'organisation', 'collective-action'] as const;

interface LapseProps {
  closing: ClosingView;
  onEnd: () => void;
}

/** Plays from the first frame to the last, once. */
export function Lapse({ closing, onEnd }: LapseProps) {
  const { t, i18n } = useTranslation('wall');
  const { lapse, hackathon } = closing;
  const last = lapse.times.length - 1;
  const clip = useId();
  const frame = useFrame(last, onEnd);
  const heights = useMemo(() => ridgeHeights(lapse), [lapse]);
  const ridge = useMemo(() => ridgePath(heights), [heights]);
  const countries = useMemo(
    () => lapse.countries.filter((country) => country.frame <= frame).map(({ code }) => code),
    [lapse, frame],
  );
  const pages = useMemo(() => cutPages(lapse.teams, TEAMS_AT_ONCE), [lapse]);
  const teams = pages[Math.floor((frame * pages.length) / (last + 1))]?.items ?? [];
  const x = last === 0 ? 100 : (100 * frame) / last;
  return (
    <div className={classes.lapse} role="img" aria-label={t('closing.film')}>
      <div className={classes.head}>
        <p className={classes.time}>
          {formatMoment(
            lapse.times[frame] ?? hackathon.startsAt,
            i18n.language,
            hackathon.timeZone,
          )}
        </p>
        <ul className={classes.counts}>
          {COUNTED.map((kind) => {
            const count = countOf(lapse, kind, frame);
            return (
              <li key={kind}>
                <strong>{new Intl.NumberFormat(i18n.language).format(count)}</strong>
                <span>{t(`closing.count.${kind}`, { count })}</span>
              </li>
            );
          })}
        </ul>
      </div>
      <div className={classes.world}>
        <WorldMap countries={countries} />
      </div>
      <div className={classes.hills}>
        <svg
          className={classes.ridge}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <clipPath id={clip}>
            <rect width={x} height="100" />
          </clipPath>
          <path className={classes.ahead} d={ridge} />
          <path className={classes.done} d={ridge} clipPath={`url(#${clip})`} />
        </svg>
        <span
          className={classes.sun}
          style={{ insetInlineStart: `${x}%`, insetBlockEnd: `${heights[frame] ?? 0}%` }}
        />
      </div>
      <ul className={classes.teams} data-many={pages.length > 1 || undefined}>
        {teams.map(({ id, name, activity, finalised }) => {
          const level = Number(activity[frame] ?? 0);
          const isNews = justFinalised(finalised, frame);
          return (
            <li
              key={id}
              dir="auto"
              data-lit={level > 0 || undefined}
              data-finalised={isNews || undefined}
              style={{ opacity: isNews ? 1 : 0.6 + 0.4 * (level / 9) }}
            >
              {name}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Frames for which a team's name stays marked after one of its entries entered the catalogue. */
const MARKED_FRAMES = 6;

function justFinalised(finalised: string, frame: number): boolean {
  const recent = finalised.slice(Math.max(0, frame - MARKED_FRAMES), frame + 1);
  return /[1-9]/.test(recent);
}

function countOf(lapse: TimeLapse, kind: Kind, frame: number): number {
  return lapse.finalised.reduce(
    (sum, entry) => (entry.kind === kind && entry.frame <= frame ? sum + entry.count : sum),
    0,
  );
}

/** The frame of now; calls `onEnd` once the last one has stood. */
function useFrame(last: number, onEnd: () => void): number {
  const [isStill] = useState(prefersStillness);
  const [frame, setFrame] = useState(isStill ? last : 0);
  useEffect(() => {
    if (frame >= last) {
      const timer = setTimeout(onEnd, LAST_MS);
      return () => clearTimeout(timer);
    }
    const timer = setTimeout(
      () => setFrame((before) => Math.min(last, before + 1)),
      FILM_MS / (last + 1),
    );
    return () => clearTimeout(timer);
  }, [frame, last, onEnd]);
  return frame;
}
