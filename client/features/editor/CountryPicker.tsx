// Chooses one country by typing any of its names. Knows no field.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ComboboxEmpty,
  ComboboxList,
  ComboboxOption,
  comboboxInput,
  useCombobox,
} from '../../ui/Combobox.tsx';
import form from './form.module.css';
import { matchOptions, meantOption } from './picker-options.ts';
import classes from './pills.module.css';
import { useCountryOptions } from './place-options.ts';

interface CountryPickerProps {
  controlId: string;
  /** A code; empty for none. */
  chosen: string;
  isReadOnly?: boolean;
  /** What stands there while none is chosen. */
  placeholder: string;
  describedBy?: string;
  onChoose(code: string): void;
}

/** An input that says what is chosen, with the list under it. */
export function CountryPicker(props: CountryPickerProps) {
  const { controlId, chosen, isReadOnly = false, placeholder, describedBy, onChoose } = props;
  const { t } = useTranslation('editor');
  const countries = useCountryOptions();
  const combobox = useCombobox();
  const element = useRef<HTMLInputElement>(null);
  /** What is being typed; `null` while what is chosen stands there. */
  const [words, setWords] = useState<string | null>(null);
  const rows = combobox.isOpen || words !== null ? matchOptions(countries.all(), words ?? '') : [];
  const settle = (code: string | null) => {
    setWords(null);
    combobox.close();
    if (code !== null && code !== chosen) onChoose(code);
  };
  /** An empty line chooses none; words that mean no country leave what was chosen. */
  const meant = () => {
    if (words === null) return null;
    return words.trim() === '' ? '' : (meantOption(rows, words)?.id ?? null);
  };
  const keys = comboboxInput(combobox, settle);
  return (
    <>
      <input
        {...keys}
        ref={element}
        id={controlId}
        className={form.input}
        value={words ?? (chosen === '' ? '' : countries.name(chosen))}
        placeholder={placeholder}
        aria-describedby={describedBy}
        readOnly={isReadOnly}
        data-own-undo={words !== null || undefined}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="done"
        onFocus={({ currentTarget }) => {
          if (isReadOnly) return;
          // The next letter stands in place of what is chosen.
          currentTarget.select();
          combobox.open();
        }}
        onClick={isReadOnly ? undefined : combobox.open}
        onBlur={() => settle(meant())}
        onChange={({ currentTarget }) => {
          setWords(currentTarget.value);
          combobox.setActive(null);
          combobox.open();
        }}
        onKeyDown={(event) => {
          if (isReadOnly) return;
          if (event.key === 'Escape') setWords(null);
          const isTyped = words !== null && combobox.active === null;
          keys.onKeyDown(event);
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isTyped) return;
          event.preventDefault();
          const code = meant();
          if (code !== null) settle(code);
        }}
      />
      <ComboboxList store={combobox} anchor={element} label={t('picker.list')}>
        {rows.map(({ id, label, note }) => (
          <ComboboxOption key={id} store={combobox} value={id} onSubmit={settle}>
            <bdi>{label}</bdi>
            {note !== undefined && <span className={classes.optionNote}>{note}</span>}
          </ComboboxOption>
        ))}
        {rows.length === 0 && <ComboboxEmpty>{t('picker.nothing')}</ComboboxEmpty>}
      </ComboboxList>
    </>
  );
}
