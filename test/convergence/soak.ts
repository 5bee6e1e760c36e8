// `npm run soak -- --minutes N --seed S --worlds N --relays`: random worlds one after another, from
// seed S on, with or without relays. With --seed alone it replays that one world.
import { parseArgs } from 'node:util';
import {
  addHappenings,
  BrokenWorldError,
  describeHappenings,
  type Happenings,
} from './happenings.ts';
import { runWorld } from './world.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string' },
    worlds: { type: 'string' },
    seed: { type: 'string' },
    relays: { type: 'boolean', default: false },
  },
});

const firstSeed =
  options.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(options.seed);
const isReplay = options.seed !== undefined && !options.minutes && !options.worlds;
const worlds = isReplay ? 1 : options.worlds ? Number(options.worlds) : Number.POSITIVE_INFINITY;
const minutes = options.minutes
  ? Number(options.minutes)
  : worlds === Number.POSITIVE_INFINITY
    ? 1
    : 60;

const startedAt = performance.now();
let total: Happenings | null = null;
let count = 0;
let broken = 0;
for (; count < worlds && performance.now() - startedAt < minutes * 60_000; count++) {
  try {
    total = addHappenings(total, runWorld(firstSeed + count, { hasRelays: options.relays }));
  } catch (error) {
    if (!(error instanceof BrokenWorldError)) throw error;
    console.error(isReplay ? error : error.message);
    broken++;
  }
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`${count} worlds from seed ${firstSeed} in ${seconds} s: ${count - broken} converged.`);
if (total !== null) console.log(describeHappenings(total));
process.exit(broken === 0 ? 0 : 1);
