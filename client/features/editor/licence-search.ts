// Finds SPDX licences by what people call them: `GNU AGPL v3`, `apache 2`, `eupl`. Pure.
import { foldText } from '../../ui/fold-text.ts';

/** A licence of the SPDX list. */
interface Licence {
  readonly id: string;
  readonly name: string;
  readonly isOsiApproved: boolean;
}

/** What people leave away or write otherwise. */
const NOISE = new Set([
  'the',
  'license',
  'licence',
  'licencia',
  'version',
  'v',
  'public',
  'general',
  'de',
  'la',
]);

/** Licences that most projects choose come first among equals. */
const COMMON = [
  'MIT',
  'Apache-2.0',
  'GPL-3.0-or-later',
  'AGPL-3.0-or-later',
  'AGPL-3.0-only',
  'GPL-3.0-only',
  'LGPL-3.0-or-later',
  'MPL-2.0',
  'EUPL-1.2',
  'BSD-3-Clause',
  'BSD-2-Clause',
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'CC0-1.0',
];

/** The words of a name or query as they are compared: `v3`, `3.0` and `version 3` are one. */
function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}.+]+/u)
    .flatMap((word) => {
      const plain = word.replace(/^v(?=\d)/, '').replace(/^(\d+)\.0$/, '$1');
      const joined = /^(agpl|lgpl|gpl|eupl|mpl|apache|bsd|cc)v?(\d.*)$/.exec(plain);
      return joined ? [joined[1] ?? '', (joined[2] ?? '').replace(/\.0$/, '')] : [plain];
    })
    .filter((word) => word !== '' && !NOISE.has(word));
}

/** Prepared once: the list has some seven hundred entries. */
interface LicenceIndex {
  readonly licences: readonly Licence[];
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Prepares the SPDX list for searching. */
export function createLicenceIndex(
  list: Readonly<Record<string, { readonly name: string; readonly osiApproved: boolean }>>,
): LicenceIndex {
  const rank = new Map(COMMON.map((id, index) => [id, index]));
  const licences = Object.entries(list)
    // `GPL-3.0` says neither "only" nor "or later"; SPDX keeps it, `GPL-3.0+` and
    // `GPL-3.0-with-…` for old texts alone.
    .filter(([id]) => !Object.hasOwn(list, `${id.replace(/\+$|-with-.*$/, '')}-only`))
    .map(([id, { name, osiApproved }]) => ({ id, name, isOsiApproved: osiApproved }))
    .sort(
      (first, second) =>
        (rank.get(first.id) ?? COMMON.length) - (rank.get(second.id) ?? COMMON.length) ||
        Number(second.isOsiApproved) - Number(first.isOsiApproved) ||
        first.id.length - second.id.length ||
        (first.id < second.id ? -1 : 1),
    );
  const words = new Map(
    licences.map(({ id, name }) => [
      id,
      new Set([...wordsOf(id.replaceAll('-', ' ')), ...wordsOf(name), foldText(id)]),
    ]),
  );
  return { licences, words };
}

/** The licences that have every word of the query, or begin with it; best first. */
export function searchLicences(index: LicenceIndex, query: string, limit = 8): Licence[] {
  const wanted = wordsOf(query);
  const exact = index.licences.find(({ id }) => foldText(id) === foldText(query));
  const found = exact === undefined ? [] : [exact];
  for (const licence of index.licences) {
    if (found.length >= limit) break;
    if (licence === exact) continue;
    const words = [...(index.words.get(licence.id) ?? [])];
    if (wanted.every((word) => words.some((own) => isMatch(own, word)))) found.push(licence);
  }
  return found;
}

/**
 * The two licences a query leaves open, "or later" first: `AGPL-3.0`, `GPLv2`. `null` when it is
 * plain which one is meant, or which version.
 */
export function splitVersion(index: LicenceIndex, query: string): [Licence, Licence] | null {
  if (!wordsOf(query).some((word) => /^\d/.test(word))) return null;
  const found = searchLicences(index, query);
  const base = /^(.*)-(?:only|or-later)$/.exec(found[0]?.id ?? '')?.[1];
  if (base === undefined) return null;
  const later = found.find(({ id }) => id === `${base}-or-later`);
  const only = found.find(({ id }) => id === `${base}-only`);
  return later === undefined || only === undefined ? null : [later, only];
}

/** Numbers must agree; words may still be typed. */
function isMatch(own: string, wanted: string): boolean {
  return /^\d/.test(wanted) ? own === wanted : own.startsWith(wanted);
}
