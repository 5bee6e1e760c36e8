// Starts everything but the wall: words, queries, routes. Knows no feature; routes.tsx does.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { ApiError } from '../api.ts';
import { passLock } from '../lock.ts';
import { spokenLanguages, startLanguages } from '../ui/languages.ts';
import { followSession } from './remember-session.ts';
import { firstWords, routes } from './routes.tsx';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only what may have been the network is asked again.
      retry: (failures, error) =>
        failures < 3 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      // A hall's network is often there without the browser believing it.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Shows the app in `root`. */
export async function mountApp(root: HTMLElement): Promise<void> {
  if (!passLock()) return;
  followSession(queryClient);
  // Begins to load the screen of this address, which comes beside the words.
  const router = createBrowserRouter(routes);
  await startLanguages(['shell', 'errors', ...firstWords(location.pathname)]);
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={spokenLanguages}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
