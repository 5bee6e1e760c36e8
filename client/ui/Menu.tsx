// A button with a menu under it. Small enough for the header of every page: the kit's menu brings a
// whole engine that finds places on the screen.
import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Link } from 'react-router';
import classes from './menu.module.css';

const CloseContext = createContext<() => void>(() => undefined);

interface TargetProps {
  id?: string;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'aria-controls'?: string | undefined;
  onClick?: () => void;
}

interface MenuProps {
  /** The button. */
  target: ReactElement<TargetProps>;
  /** Which edges stand under one another; a button at the start of a phone has no room before it. */
  align?: 'start' | 'end';
  /** `MenuItem`s. */
  children: ReactNode;
}

/** Opens on a press, takes the keyboard, and gives it back. */
export function Menu({ target, align = 'end', children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    items(root.current)[0]?.focus();
    const handlePress = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', handlePress);
    return () => document.removeEventListener('pointerdown', handlePress);
  }, [isOpen]);
  return (
    <span ref={root} className={classes.root}>
      {cloneElement(target, {
        id: `${id}-target`,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        onClick: () => setOpen(!isOpen),
      })}
      {isOpen && (
        <div
          id={id}
          role="menu"
          tabIndex={-1}
          aria-labelledby={`${id}-target`}
          className={classes.panel}
          data-align={align}
          onKeyDown={(event) => moveInMenu(event, root.current, close, () => setOpen(false))}
        >
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      )}
    </span>
  );
}

function items(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

function moveInMenu(
  event: KeyboardEvent,
  root: HTMLElement | null,
  close: () => void,
  leave: () => void,
): void {
  const all = items(root);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const goal = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  }[event.key];
  if (event.key === 'Tab') leave();
  if (event.key === 'Escape') {
    event.stopPropagation();
    close();
  }
  if (goal === undefined) return;
  event.preventDefault();
  all[goal]?.focus();
}

interface MenuItemProps {
  children: ReactNode;
  icon?: ReactNode;
  /** At the end of the line: a tick at what is chosen. */
  mark?: ReactNode;
  isDanger?: boolean;
  isCurrent?: boolean;
  lang?: string;
  /** An address to go to instead of something to do. */
  to?: string;
  onClick?: () => void;
}

/** One line of a menu. */
export function MenuItem(props: MenuItemProps) {
  const { children, icon, mark, isDanger, isCurrent, lang, to, onClick } = props;
  const close = use(CloseContext);
  const shared = {
    role: 'menuitem',
    tabIndex: -1,
    className: classes.item,
    'data-danger': isDanger,
    'aria-current': isCurrent,
    lang,
    onClick: () => {
      close();
      onClick?.();
    },
  } as const;
  const words = (
    <>
      {icon}
      <span>{children}</span>
      {mark}
    </>
  );
  return to === undefined ? (
    <button type="button" {...shared}>
      {words}
    </button>
  ) : (
    <Link to={to} {...shared}>
      {words}
    </Link>
  );
}
