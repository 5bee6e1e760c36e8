// What is shown in place of a screen that broke. Knows errors of the API, of routes and of loading.
import {
  type QueryClient,
  useQueryClient,
  useQueryErrorResetBoundary,
} from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router';
import { ApiError } from '../api.ts';
import { sessionQuery } from '../session.ts';
import { ErrorScreen } from '../ui/ErrorScreen.tsx';
import { reloadNewest } from '../ui/reload-newest.ts';

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
      />
    );
  }
  // Most often a screen of an older build that the server no longer has.
  return (
    <ErrorScreen
      code="client_error"
      detail={error instanceof Error ? error.message : String(error)}
      action={{ label: t('error.reload'), onClick: () => void reloadNewest() }}
    />
  );
}

/** Without asking the server, which may be what failed. */
function isSignedIn(queryClient: QueryClient): boolean {
  return (queryClient.getQueryData(sessionQuery.queryKey)?.person ?? null) !== null;
}
