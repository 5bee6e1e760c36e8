// The frame around every screen: kit, header, main, footer, notices. Knows no feature.
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './tokens.css';
import { MantineProvider } from '@mantine/core';
import { notificationsStore } from '@mantine/notifications';
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useSession } from '../session.ts';
import { Loading } from '../ui/Loading.tsx';
import { followPerson } from '../ui/languages.ts';
import { Header } from './Header.tsx';
import { keepApp } from './keep-app.ts';
import { LockGuard } from './LockGuard.tsx';
import { PalettePlace } from './PalettePlace.tsx';
import classes from './Shell.module.css';
import { theme, variables } from './theme.ts';

const Notices = lazy(async () => ({ default: (await import('../ui/Notices.tsx')).Notices }));

declare global {
  /** Where the scroll lock behind dialogs looks for the nonce of the style sheet it adds. */
  var __webpack_nonce__: string | undefined;
}
globalThis.__webpack_nonce__ = styleNonce();

/** The layout route. */
export function Shell() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <Suspense fallback={<Loading />}>
        <Frame />
      </Suspense>
      <NoticePlace />
      <ScrollRestoration />
    </MantineProvider>
  );
}

/** Short words at the bottom of the screen; what shows them comes with the first. */
function NoticePlace() {
  const hasAny = useSyncExternalStore(
    notificationsStore.subscribe,
    () => notificationsStore.getState().notifications.length > 0,
  );
  const [isWanted, setWanted] = useState(false);
  if (hasAny && !isWanted) setWanted(true);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <Notices />
    </Suspense>
  );
}

function Frame() {
  const { t } = useTranslation('shell');
  const { person } = useSession();
  const main = useFocusOnNavigation();
  const palette = usePalette();
  const language = person?.language;
  useEffect(() => {
    if (language !== undefined) void followPerson(language);
  }, [language]);
  const { pathname } = useLocation();
  const isInDocument = person !== null && pathname.startsWith('/documents/');
  useEffect(() => {
    if (isInDocument) keepApp();
  }, [isInDocument]);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t('skip-to-content')}
      </a>
      <Header onSearch={palette.open} />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <LockGuard />
      {palette.isOpen && <PalettePlace onClose={palette.close} />}
    </div>
  );
}

/** The command palette, opened with Ctrl+K (⌘K) or a slash where no words are typed. */
function usePalette() {
  const [isOpen, setIsOpen] = useState(false);
  const before = useRef<Element | null>(null);
  const open = useCallback(() => {
    before.current = document.activeElement;
    setIsOpen(true);
  }, []);
  const close = () => {
    setIsOpen(false);
    // Once the palette is gone, the keyboard is where it was, unless a new screen has taken it.
    requestAnimationFrame(() => {
      const { current } = before;
      if (document.activeElement === document.body && current instanceof HTMLElement) {
        current.focus({ preventScroll: true });
      }
    });
  };
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      // A text may have its own use for the keys, such as a link.
      if (event.defaultPrevented || event.isComposing) return;
      const isChord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isChord && !(isSlash && !isTypedInto(event.target))) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [open]);
  return { isOpen, open, close };
}

function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

/** Puts the keyboard and the screen reader where the eye already is: at the new screen. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    // A screen that asks for one thing has put the caret there already.
    if (main.current?.contains(document.activeElement)) return;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
