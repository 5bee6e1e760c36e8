/** @jsxImportSource hono/jsx */
// The world in dots, some countries in colour. No line is drawn, so no border is taken sides on.
import { readDots } from '../../shared/world/dots.ts';
import { COLUMNS } from '../../shared/world/land.ts';

const DOTS = readDots();

/** All land as one path. */
const LAND_PATH = [...DOTS.values()].map(({ points }) => points).join('');

/** The far north is empty of countries, and the rows below Cape Horn of land. */
const VIEW_BOX = `-1 1.6 ${COLUMNS + 2} 43.9`;

/** Countries by ISO code; `label` says in words what colour shows. */
export function WorldMap({ countries, label }: { countries: readonly string[]; label: string }) {
  const chosen = countries.flatMap((code) => DOTS.get(code) ?? []);
  return (
    <svg class="world" viewBox={VIEW_BOX} role="img" aria-label={label}>
      <path class="land" d={LAND_PATH} />
      <path class="chosen" d={chosen.map(({ points }) => points).join('')} />
      {chosen
        .filter(({ isSmall }) => isSmall)
        .map(({ middle }) => (
          <path class="chosen small" d={`M${middle.x} ${middle.y}h0`} />
        ))}
    </svg>
  );
}
