// The world in dots; a country lights up when it joins, and each in turn is named.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDots } from '../../../shared/world/dots.ts';
import { COLUMNS } from '../../../shared/world/land.ts';
import classes from './WorldMap.module.css';

/** How long one country is named, ms. */
const NAMED_MS = 3500;

const DOTS = readDots();

/** All land as one path: the map is drawn once, whoever joins. */
const LAND_PATH = [...DOTS.values()].map(({ path }) => path).join('');

/** The far north is empty of countries, and the rows below Cape Horn of land. */
const VIEW_BOX = `-1 2 ${COLUMNS + 2} 43.5`;

/** Shows which of the world's countries have joined. */
export function WorldMap({ countries }: { countries: readonly string[] }) {
  const { t, i18n } = useTranslation('wall');
  const names = useMemo(
    () => new Intl.DisplayNames(i18n.language, { type: 'region' }),
    [i18n.language],
  );
  // Those that were there when the map was hung have arrived long ago.
  const [first] = useState(() => new Set(countries));
  const named = useNamedCountry(countries);
  const mark = named === null ? null : (DOTS.get(named)?.middle ?? null);
  const label = countries.map((code) => names.of(code) ?? code).join(', ');
  return (
    <section className={classes.world} aria-label={t('map.title')}>
      <svg viewBox={VIEW_BOX} role="img" aria-label={t('map.label', { names: label })}>
        <path className={classes.land} d={LAND_PATH} />
        {countries.map((code) => {
          const dots = DOTS.get(code);
          if (dots === undefined) return null;
          return (
            <g key={code} className={classes.joined}>
              <path d={dots.path} />
              {!first.has(code) && (
                <circle className={classes.arrival} cx={dots.middle.x} cy={dots.middle.y} r="1" />
              )}
              {dots.isSmall && <circle cx={dots.middle.x} cy={dots.middle.y} r="0.75" />}
            </g>
          );
        })}
        {mark !== null && (
          <circle key={named} className={classes.mark} cx={mark.x} cy={mark.y} r="1.7" />
        )}
      </svg>
      <p
        key={named}
        className={classes.named}
        data-empty={named === null || undefined}
        aria-hidden="true"
      >
        {named === null ? t('map.empty') : (names.of(named) ?? named)}
      </p>
    </section>
  );
}

/** The country to name now: each in turn, and one that has just joined at once. */
function useNamedCountry(countries: readonly string[]): string | null {
  const list = countries.join(' ');
  const [state, setState] = useState({ list, named: countries[0] ?? null });
  if (state.list !== list) {
    const known = new Set(state.list.split(' '));
    const arrived = countries.find((code) => !known.has(code));
    const kept = state.named !== null && countries.includes(state.named) ? state.named : null;
    setState({ list, named: arrived ?? kept ?? countries[0] ?? null });
  }
  useEffect(() => {
    const codes = list === '' ? [] : list.split(' ');
    const timer = setInterval(() => {
      setState(({ list, named }) => {
        const next = named === null ? 0 : (codes.indexOf(named) + 1) % codes.length;
        return { list, named: codes[next] ?? null };
      });
    }, NAMED_MS);
    return () => clearInterval(timer);
  }, [list]);
  return state.named;
}
