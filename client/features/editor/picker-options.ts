// What can be chosen from a long list, and what of it is meant by the words somebody types. Pure.
import { foldText } from '../../ui/fold-text.ts';

/** Something that can be chosen. */
export interface PickerOption {
  readonly id: string;
  readonly label: string;
  /** A heading it stands under. */
  readonly group?: string;
  /** A second line: where it comes from, or by which other name it was found. */
  readonly note?: string;
  /** Where it can be looked at, once chosen. */
  readonly href?: string;
  /** Names it is known by besides; asked for once somebody types. */
  alsoCalled?(): readonly string[];
}

/** The options that are called so, those first whose label or other name begins so. */
export function matchOptions(options: readonly PickerOption[], words: string): PickerOption[] {
  const wanted = foldText(words);
  if (wanted === '') return [...options];
  const starting: PickerOption[] = [];
  const elsewhere: PickerOption[] = [];
  const containing: PickerOption[] = [];
  for (const option of options) {
    const label = foldText(option.label);
    if (label.startsWith(wanted)) starting.push(option);
    else if (label.includes(wanted)) containing.push(option);
    else {
      const name = option.alsoCalled?.().find((one) => foldText(one).startsWith(wanted));
      if (name !== undefined) elsewhere.push({ ...option, note: name });
    }
  }
  return [...starting, ...elsewhere, ...containing];
}

/** What Enter takes while the arrows chose nothing: the row of that name, or the only one left. */
export function meantOption(rows: readonly PickerOption[], words: string): PickerOption | null {
  const wanted = foldText(words);
  if (wanted === '') return null;
  const named = rows.find(({ label }) => foldText(label) === wanted);
  const [first, ...others] = rows;
  return named ?? (others.length === 0 ? (first ?? null) : null);
}
