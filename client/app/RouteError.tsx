// What is shown in place of a screen that broke. Knows errors of the API, of routes and of loading.
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router';
import { ApiError } from '../api.ts';
import { ErrorScreen } from '../ui/ErrorScreen.tsx';

/** The error boundary of every route. */
export function RouteError() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  const { reset } = useQueryErrorResetBoundary();
  const { revalidate } = useRevalidator();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return <ErrorScreen code="not_found" />;
  }
  if (error instanceof ApiError) {
    const retry = () => {
      reset();
      void revalidate();
    };
    return (
      <ErrorScreen
        code={error.code}
        action={
          error.status === 401
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
      action={{ label: t('error.reload'), onClick: () => location.reload() }}
    />
  );
}
