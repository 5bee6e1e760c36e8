// What is shown in place of a screen that broke. Knows errors of the API, of routes and of loading.
import {
  type QueryClient,
  useQuery,
  useQueryClient,
  useQueryErrorResetBoundary,
} from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router';
import { ApiError } from '../api.ts';
import { sessionQuery } from '../session.ts';
import { ErrorScreen } from '../ui/ErrorScreen.tsx';
import { reloadNewest } from '../ui/reload-newest.ts';
import { KeptDocuments } from './KeptDocuments.tsx';

/** The error boundary of every route. */
export function RouteError() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  const { reset } = useQueryErrorResetBoundary();
  const { revalidate } = useRevalidator();
  const queryClient = useQueryClient();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return <ErrorScreen code="not_found" />;
  }
  if (error instanceof ApiError) {
    const retry = () => {
      reset();
      void revalidate();
    };
    // A one-time link that was used made an account to sign in with.
    const isForSignIn =
      error.status === 401 || (error.code === 'link_used_up' && !isSignedIn(queryClient));
    return (
      <ErrorScreen
        code={error.code}
        action={
          isForSignIn
            ? { label: t('error.sign-in'), href: '/sign-in' }
            : { label: t('error.try-again'), onClick: retry }
        }
      >
        {(error.code === 'offline' || error.code === 'unreachable') && <KeptDocuments />}
      </ErrorScreen>
    );
  }
  return <BrokenScreen error={error} />;
}

/** A screen that could not be loaded, or threw while it was drawn. */
function BrokenScreen({ error }: { error: unknown }) {
  const { t } = useTranslation('shell');
  const { data: isAway } = useQuery({
    queryKey: ['is-away'],
    queryFn: isServerAway,
    retry: false,
    gcTime: 0,
  });
  const reload = { label: t('error.reload'), onClick: () => void reloadNewest() };
  if (isAway === undefined) return null;
  if (isAway) {
    return (
      <ErrorScreen code="offline" action={reload}>
        <KeptDocuments />
      </ErrorScreen>
    );
  }
  // Most often a screen of an older build that the server no longer has.
  const detail = error instanceof Error ? error.message : String(error);
  return <ErrorScreen code="client_error" detail={detail} action={reload} />;
}

/** What could not be loaded does not say why: another file is asked for, which no browser keeps. */
async function isServerAway(): Promise<boolean> {
  try {
    const { status } = await fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store' });
    // A proxy answers for a server that is away.
    return status >= 502 && status <= 504;
  } catch {
    // The only thing that fetch throws for here is that nobody answered.
    return true;
  }
}

/** Without asking the server, which may be what failed. */
function isSignedIn(queryClient: QueryClient): boolean {
  return (queryClient.getQueryData(sessionQuery.queryKey)?.person ?? null) !== null;
}
