// A list of choices under an input, for the keyboard, the mouse and screen readers. It stands where the
// input ends, in the nearest positioned element around both; the kit's own finds places anywhere on the
// screen, which costs more than the form it is for.
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import classes from './combobox.module.css';

/** What an input and its list share. */
export interface ComboboxStore {
  readonly isOpen: boolean;
  readonly id: string;
  /** The value of the option the keyboard is at. */
  readonly active: string | null;
  readonly list: RefObject<HTMLDivElement | null>;
  open(): void;
  close(): void;
  setActive(value: string | null): void;
}

/** The state of one combobox. */
export function useCombobox(): ComboboxStore {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  return {
    isOpen,
    id,
    active,
    list,
    open: () => setOpen(true),
    close() {
      setOpen(false);
      setActive(null);
    },
    setActive,
  };
}

/** What the input of a combobox is told; `onKeyDown` comes before the input's own. */
export function comboboxInput(store: ComboboxStore, onSubmit: (value: string) => void) {
  const { isOpen, id, active } = store;
  return {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? id : undefined,
    'aria-activedescendant': isOpen && active !== null ? optionId(id, active) : undefined,
    onKeyDown: (event: KeyboardEvent) => handleKey(event, store, onSubmit),
  } as const;
}

function optionId(id: string, value: string): string {
  return `${id}-${value.replaceAll(/\s/g, '-')}`;
}

function handleKey(event: KeyboardEvent, store: ComboboxStore, onSubmit: (value: string) => void) {
  // Enter ends a composed word; it chooses nothing.
  if (event.nativeEvent.isComposing) return;
  const { isOpen, active, list } = store;
  if (event.key === 'Escape' && isOpen) {
    event.stopPropagation();
    store.close();
  }
  if (event.key === 'Enter' && isOpen && active !== null) {
    event.preventDefault();
    onSubmit(active);
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  store.open();
  const options = [...(list.current?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
  const at = options.findIndex(({ dataset }) => dataset.value === active);
  const next = at < 0 && step < 0 ? options.length - 1 : at + step;
  const goal = options[(next + options.length) % options.length];
  goal?.scrollIntoView({ block: 'nearest' });
  store.setActive(goal?.dataset.value ?? null);
}

interface ComboboxListProps {
  store: ComboboxStore;
  /** The element the list stands under. */
  anchor: RefObject<HTMLElement | null>;
  label: string;
  children: ReactNode;
}

/** The list, while it is open. */
export function ComboboxList({ store, anchor, label, children }: ComboboxListProps) {
  const { list } = store;
  useLayoutEffect(() => {
    const { current: panel } = list;
    const { current: under } = anchor;
    if (panel === null || under === null) return;
    panel.style.setProperty('top', `${under.offsetTop + under.offsetHeight + 4}px`);
    panel.style.setProperty('left', `${under.offsetLeft}px`);
    panel.style.setProperty('width', `${under.offsetWidth}px`);
  });
  if (!store.isOpen) return null;
  return (
    <div
      ref={list}
      id={store.id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className={classes.panel}
      // The caret stays in the input, also while one drags the list's bar.
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}

interface ComboboxOptionProps {
  store: ComboboxStore;
  value: string;
  children: ReactNode;
  onSubmit: (value: string) => void;
}

/** One choice. */
export function ComboboxOption({ store, value, children, onSubmit }: ComboboxOptionProps) {
  return (
    <div
      id={optionId(store.id, value)}
      role="option"
      tabIndex={-1}
      data-value={value}
      aria-selected={store.active === value}
      className={classes.option}
      onMouseMove={() => store.setActive(value)}
      onClick={() => onSubmit(value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSubmit(value);
      }}
    >
      {children}
    </div>
  );
}

/** A heading over some of the choices. */
export function ComboboxGroup({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a list of options.
    <div role="group" aria-labelledby={id}>
      <div id={id} className={classes.group}>
        {label}
      </div>
      {children}
    </div>
  );
}

/** Says that nothing is called so. */
export function ComboboxEmpty({ children }: { children: ReactNode }) {
  return <div className={classes.empty}>{children}</div>;
}
