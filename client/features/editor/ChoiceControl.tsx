// One of a few, one of the countries, a day, a number: native controls over one value of a map.
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../shared/fields/field.ts';
import { useMapValue } from '../../collab/hooks.ts';
import { CountryPicker } from './CountryPicker.tsx';
import form from './form.module.css';
import { useForm } from './form-context.ts';
import classes from './pills.module.css';
import { useSharedMap } from './use-shared-map.ts';

interface ValueControlProps {
  field: Field;
  controlId: string;
}

/** The one value of a field, and how a control changes it; an empty one is none. */
function useSingleValue(field: Field) {
  const { canEdit } = useForm();
  const value = useMapValue(field.name);
  const map = useSharedMap(field.name);
  return {
    canEdit,
    value,
    words: typeof value === 'string' ? value : '',
    change: (next: string | number) => (next === '' ? map.delete('value') : map.set('value', next)),
  };
}

/** One of the countries: too many for a wheel, and known by many names. */
export function CountryControl({ field, controlId }: ValueControlProps) {
  const { t } = useTranslation('editor');
  const { canEdit, words, change } = useSingleValue(field);
  return (
    <CountryPicker
      controlId={controlId}
      chosen={words}
      isReadOnly={!canEdit}
      placeholder={t('picker.country')}
      describedBy={`${controlId}-hint`}
      onChoose={change}
    />
  );
}

/** A native select: a wheel on a phone, type-ahead on a keyboard. */
export function ChoiceControl({ field, controlId }: ValueControlProps) {
  const { t } = useTranslation(['fields', 'editor']);
  const { canEdit, words: chosen, change } = useSingleValue(field);
  const options = (Array.isArray(field.options) ? field.options : []).map((id: string) => ({
    id,
    label: t(`fields:option.${field.name}.${id}`),
  }));
  const isUnknown = chosen !== '' && !options.some(({ id }) => id === chosen);
  return (
    <select
      id={controlId}
      className={`${form.input} ${form.select}`}
      aria-describedby={`${controlId}-hint`}
      value={chosen}
      disabled={!canEdit}
      onChange={({ target }) => change(target.value)}
    >
      <option value="">{t('editor:choose')}</option>
      {isUnknown && <option value={chosen}>{chosen}</option>}
      {options.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** A day. */
export function DateControl({ field, controlId }: ValueControlProps) {
  const { canEdit, words, change } = useSingleValue(field);
  return (
    <input
      id={controlId}
      className={`${form.input} ${form.short}`}
      type="date"
      aria-describedby={`${controlId}-hint`}
      value={words}
      readOnly={!canEdit}
      onChange={({ target }) => change(target.value)}
    />
  );
}

/** A whole number. */
export function NumberControl({ field, controlId }: ValueControlProps) {
  const { canEdit, value, change } = useSingleValue(field);
  return (
    <input
      id={controlId}
      className={`${form.input} ${form.short}`}
      type="number"
      inputMode="numeric"
      min={1}
      step={1}
      aria-describedby={`${controlId}-hint`}
      value={typeof value === 'number' ? String(value) : ''}
      readOnly={!canEdit}
      onChange={({ target }) =>
        change(Number.isInteger(target.valueAsNumber) ? target.valueAsNumber : '')
      }
    />
  );
}

/** A few options of which several may be true: a row of tick boxes. */
export function ChipsControl({ field }: ValueControlProps) {
  const { t } = useTranslation('fields');
  const { canEdit } = useForm();
  const map = useSharedMap(field.name);
  const options: readonly string[] = Array.isArray(field.options) ? field.options : [];
  return (
    <div className={classes.chips}>
      {options.map((id) => (
        <Chip
          key={id}
          root={field.name}
          id={id}
          label={t(`option.${field.name}.${id}`)}
          isDisabled={!canEdit}
          onChange={(isOn) => (isOn ? map.set(id, true) : map.delete(id))}
        />
      ))}
    </div>
  );
}

interface ChipProps {
  root: string;
  id: string;
  label: string;
  isDisabled: boolean;
  onChange(isOn: boolean): void;
}

function Chip({ root, id, label, isDisabled, onChange }: ChipProps) {
  const isOn = useMapValue(root, id) !== undefined;
  return (
    <label className={classes.chip}>
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}
