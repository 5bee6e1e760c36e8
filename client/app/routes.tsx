// Every address of the client but the wall's, each with the lazily loaded screen behind it. The only
// place where features meet.
import type { ComponentType } from 'react';
import { type LoaderFunctionArgs, type RouteObject, redirectDocument } from 'react-router';
import { FORM_WORDS } from '../features/editor/form-words.ts';
import { loadLockScreen } from './lock-screen.ts';
import { RouteError } from './RouteError.tsx';

/** Names the screen a route loads when it is first visited. */
function screen(load: () => Promise<ComponentType>): RouteObject['lazy'] {
  return async () => ({ Component: await load() });
}

/** The words that the screen at an address cannot be drawn without, beside those of every screen. */
export function firstWords(pathname: string): readonly string[] {
  return /^\/documents\/[^/]+\/?$/.test(pathname) ? FORM_WORDS : [];
}

/** The addresses of the app and the page at each; pages come when they are opened. */
export const routes: RouteObject[] = [
  {
    lazy: screen(async () => (await import('./Shell.tsx')).Shell),
    // Blank for the moment until the shell is here: a spinner would only flicker.
    HydrateFallback: () => null,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          {
            index: true,
            lazy: screen(async () => (await import('../features/home/HomePage.tsx')).HomePage),
          },
          {
            path: 'join/:code?',
            lazy: screen(async () => (await import('../features/join/JoinPage.tsx')).JoinPage),
          },
          {
            path: 'sign-in',
            lazy: screen(
              async () => (await import('../features/account/SignInPage.tsx')).SignInPage,
            ),
          },
          {
            path: 'welcome/:token',
            lazy: screen(
              async () => (await import('../features/account/WelcomePage.tsx')).WelcomePage,
            ),
          },
          {
            path: 'speak/:token',
            lazy: screen(
              async () => (await import('../features/commitments/SpeakPage.tsx')).SpeakPage,
            ),
          },
          {
            path: 'commitments',
            lazy: screen(
              async () =>
                (await import('../features/commitments/CommitmentsPage.tsx')).CommitmentsPage,
            ),
          },
          {
            path: 'locked',
            lazy: screen(loadLockScreen),
          },
          {
            path: 'me',
            lazy: screen(async () => (await import('../features/account/MePage.tsx')).MePage),
          },
          {
            path: 'me/receipts',
            lazy: screen(
              async () => (await import('../features/closing/ReceiptsPages.tsx')).OwnReceiptsPage,
            ),
          },
          {
            path: 'receipts/:hackathonId/:personId/:issuedAt/:hash',
            lazy: screen(
              async () => (await import('../features/closing/VerifyPage.tsx')).VerifyPage,
            ),
          },
          {
            path: 'hackathons/:slug/closing',
            lazy: screen(
              async () => (await import('../features/closing/ClosingPage.tsx')).ClosingPage,
            ),
          },
          {
            path: 'hackathons/:slug/receipts',
            lazy: screen(
              async () => (await import('../features/closing/ReceiptsPages.tsx')).AllReceiptsPage,
            ),
          },
          {
            path: 'documents/:id',
            lazy: async () => {
              const page = await import('../features/editor/DocumentPage.tsx');
              const loader = ({ params }: LoaderFunctionArgs) => page.openKept(params.id ?? '');
              return { Component: page.DocumentPage, loader };
            },
          },
          {
            path: 'documents/:id/history',
            lazy: screen(
              async () => (await import('../features/editor/HistoryPage.tsx')).HistoryPage,
            ),
          },
          {
            // The catalogue is pages of the server: leave for them.
            path: 'catalogue/*',
            loader: ({ request }) => redirectDocument(request.url),
          },
          {
            path: 'hackathons/:slug',
            lazy: screen(async () => (await import('../features/teams/BoardPage.tsx')).BoardPage),
          },
          {
            path: 'hackathons/new',
            lazy: screen(
              async () =>
                (await import('../features/control-room/NewHackathonPage.tsx')).NewHackathonPage,
            ),
          },
          {
            path: 'hackathons/:slug/control',
            lazy: screen(
              async () =>
                (await import('../features/control-room/ControlRoomPage.tsx')).ControlRoomPage,
            ),
          },
          {
            path: 'hackathons/:slug/settings',
            lazy: screen(
              async () =>
                (await import('../features/hackathon-settings/SettingsPage.tsx')).SettingsPage,
            ),
          },
          {
            path: 'hackathons/:slug/import',
            lazy: screen(
              async () => (await import('../features/imports/ImportPage.tsx')).ImportPage,
            ),
          },
          {
            path: '*',
            lazy: screen(async () => (await import('./NotFoundPage.tsx')).NotFoundPage),
          },
        ],
      },
    ],
  },
];
