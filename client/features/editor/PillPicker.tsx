// Chooses several things from a long list by typing: countries, tags, organisations. Knows no field.
import { IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  ComboboxEmpty,
  ComboboxGroup,
  ComboboxList,
  ComboboxOption,
  type ComboboxStore,
  comboboxInput,
  useCombobox,
} from '../../ui/Combobox.tsx';
import { foldText } from '../../ui/fold-text.ts';
import form from './form.module.css';
import { groupBy } from './group-by.ts';
import { matchOptions, meantOption, type PickerOption } from './picker-options.ts';
import classes from './pills.module.css';

/** A way to take words that are no option. */
interface PickerCreation {
  label(words: string): string;
  create(words: string): void;
}

interface PillPickerProps {
  controlId: string;
  chosen: readonly PickerOption[];
  /**
   * Everything there is, asked for while the list is open; filtered here unless `onSearch` finds it
   * elsewhere.
   */
  options(): readonly PickerOption[];
  isReadOnly: boolean;
  placeholder: string;
  /** Hears what is typed; the options are then shown as they are. */
  onSearch?(words: string): void;
  isSearching?: boolean;
  onAdd(option: PickerOption): void;
  onRemove(id: string): void;
  /** What can be done with words that are no option, the first the most usual. */
  creations?: readonly PickerCreation[];
}

const NO_CREATIONS: readonly PickerCreation[] = [];

/** More rows than this help nobody choose; typing narrows them. */
const MAX_ROWS = 60;

/** As long as an entry's name may be: what is begun with these words takes them whole. */
const MAX_LETTERS = 120;

/** An input with the chosen things as pills in it. */
export function PillPicker(props: PillPickerProps) {
  const { controlId, chosen, isReadOnly, placeholder, onAdd, onRemove } = props;
  const { creations = NO_CREATIONS } = props;
  const { t } = useTranslation('editor');
  const [words, setWords] = useState('');
  const combobox = useCombobox();
  const box = useRef<HTMLDivElement>(null);
  const search = (next: string) => {
    setWords(next);
    props.onSearch?.(next);
    combobox.open();
  };
  // Hundreds of names nobody looks at would be made for every field when the form comes.
  const matched = combobox.isOpen || words !== '' ? matching(props, words) : [];
  const taken = new Set(chosen.map(({ id }) => id));
  const found = matched.filter(({ id }) => !taken.has(id));
  const rows = found.slice(0, MAX_ROWS);
  const more = found.length - rows.length;
  const canCreate =
    creations.length > 0 &&
    words.trim() !== '' &&
    ![...rows, ...chosen].some(({ label }) => foldText(label) === foldText(words));
  const submit = (id: string) => {
    if (id.startsWith(CREATE)) creations[Number(id.slice(CREATE.length))]?.create(words.trim());
    else {
      const option = rows.find((row) => row.id === id);
      if (option !== undefined) onAdd(option);
    }
    search('');
  };
  const keys = comboboxInput(combobox, submit);
  if (isReadOnly) return <ReadOnlyPills chosen={chosen} />;
  return (
    <>
      <div ref={box} className={`${form.input} ${classes.pills}`}>
        {chosen.map(({ id, label, href }) => (
          <span key={id} className={classes.pill}>
            <PillLabel label={label} href={href} />
            <button
              type="button"
              aria-label={t('picker.remove', { label })}
              onClick={() => onRemove(id)}
            >
              <IconX size={14} aria-hidden="true" />
            </button>
          </span>
        ))}
        <input
          {...keys}
          id={controlId}
          className={classes.pillInput}
          value={words}
          maxLength={MAX_LETTERS}
          placeholder={chosen.length === 0 ? placeholder : ''}
          aria-describedby={`${controlId}-hint`}
          dir="auto"
          autoComplete="off"
          enterKeyHint="done"
          onFocus={combobox.open}
          onClick={combobox.open}
          onBlur={() => {
            search('');
            combobox.close();
          }}
          onChange={({ currentTarget }) => search(currentTarget.value)}
          onKeyDown={(event) => {
            keys.onKeyDown(event);
            if (
              event.key === 'Enter' &&
              !event.nativeEvent.isComposing &&
              combobox.active === null
            ) {
              event.preventDefault();
              const meant = meantOption(rows, words);
              if (meant !== null) submit(meant.id);
            }
            const last = chosen.at(-1);
            if (event.key === 'Backspace' && words === '' && last !== undefined) {
              event.preventDefault();
              onRemove(last.id);
            }
          }}
        />
      </div>
      <ComboboxList store={combobox} anchor={box} label={t('picker.list')}>
        <Rows rows={rows} store={combobox} onSubmit={submit} />
        {more > 0 && <ComboboxEmpty>{t('picker.more', { count: more })}</ComboboxEmpty>}
        {canCreate &&
          creations.map(({ label }, index) => (
            <ComboboxOption
              key={label('')}
              store={combobox}
              value={`${CREATE}${index}`}
              onSubmit={submit}
            >
              {label(words.trim())}
            </ComboboxOption>
          ))}
        {props.isSearching && <ComboboxEmpty>{t('picker.searching')}</ComboboxEmpty>}
        {rows.length === 0 && !canCreate && !props.isSearching && (
          <ComboboxEmpty>
            {matched[0] === undefined
              ? t('picker.nothing')
              : t('picker.chosen', { label: matched[0].label })}
          </ComboboxEmpty>
        )}
      </ComboboxList>
    </>
  );
}

/** The values of rows that make a new thing begin so; no id of ours holds a blank. */
const CREATE = ' create ';

/** Everything the words mean, chosen or not; what was searched elsewhere is shown as it came. */
function matching({ options, onSearch }: PillPickerProps, words: string): readonly PickerOption[] {
  return onSearch === undefined ? matchOptions(options(), words) : options();
}

interface RowsProps {
  rows: readonly PickerOption[];
  store: ComboboxStore;
  onSubmit(id: string): void;
}

function Rows({ rows, store, onSubmit }: RowsProps) {
  const groups = groupBy(rows, ({ group }) => group ?? '');
  return [...groups].map(([group, options]) => {
    const items = options.map(({ id, label, note }) => (
      <ComboboxOption key={id} store={store} value={id} onSubmit={onSubmit}>
        <bdi>{label}</bdi>
        {note !== undefined && <span className={classes.optionNote}>{note}</span>}
      </ComboboxOption>
    ));
    return group === '' ? (
      items
    ) : (
      <ComboboxGroup key={group} label={group}>
        {items}
      </ComboboxGroup>
    );
  });
}

function PillLabel({ label, href }: { label: string; href: string | undefined }) {
  if (href === undefined) return <bdi>{label}</bdi>;
  return (
    <Link to={href}>
      <bdi>{label}</bdi>
    </Link>
  );
}

function ReadOnlyPills({ chosen }: { chosen: readonly PickerOption[] }) {
  return (
    <ul className={classes.readPills}>
      {chosen.map(({ id, label, href }) => (
        <li key={id}>
          <PillLabel label={label} href={href} />
        </li>
      ))}
    </ul>
  );
}
