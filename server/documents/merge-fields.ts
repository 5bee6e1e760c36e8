// Two sets of changes to one entry as one: field by field and language by language, against what both
// began with. Pure.
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import {
  type FieldValues,
  isEmptyValue,
  type LocalisedValue,
  type PlainValue,
} from '../../shared/projection.ts';
import { canonicalJson } from '../../shared/record.ts';

/** What two sides made of one beginning. */
interface TwoSides {
  readonly base: FieldValues;
  readonly theirs: FieldValues;
  readonly mine: FieldValues;
}

/** The fields as they shall be: mine where I changed something, theirs everywhere else. */
export function mergeFields(
  kind: Kind,
  { base, theirs, mine }: TwoSides,
): {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields that follow theirs now. */
  readonly taken: string[];
  /** Fields that both sides changed, differently: mine stays. */
  readonly kept: string[];
} {
  const taken = new Set<string>();
  const kept = new Set<string>();
  const choose = (name: string, was: unknown, their: unknown, my: unknown): unknown => {
    if (isSame(my, their) || isSame(was, their)) return my;
    if (isSame(was, my)) {
      taken.add(name);
      return their;
    }
    kept.add(name);
    return my;
  };
  const fields: Record<string, unknown> = {};
  for (const { name, localised } of FIELDS[kind]) {
    if (!localised) {
      fields[name] = choose(name, base[name], theirs[name], mine[name]);
      continue;
    }
    const [was, their, my] = [base, theirs, mine].map(
      (side) => (side[name] ?? {}) as LocalisedValue,
    );
    const languages = new Set([...Object.keys(their ?? {}), ...Object.keys(my ?? {})]);
    fields[name] = Object.fromEntries(
      [...languages].flatMap((language) => {
        const value = choose(name, was?.[language], their?.[language], my?.[language]);
        return value === undefined ? [] : [[language, value]];
      }),
    );
  }
  return { fields, taken: [...taken], kept: [...kept] };
}

/** Nothing said is one thing, however it is written. */
function isSame(first: unknown, second: unknown): boolean {
  const isEmpty = (value: unknown) =>
    value === undefined || isEmptyValue(value as PlainValue | LocalisedValue);
  if (isEmpty(first) || isEmpty(second)) return isEmpty(first) === isEmpty(second);
  return canonicalJson(first) === canonicalJson(second);
}
