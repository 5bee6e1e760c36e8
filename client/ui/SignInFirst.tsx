// Where a page leads that only signed-in people see. Knows no page.
import { Navigate, useLocation } from 'react-router';

/** Goes to the sign-in page, and from there back to this address. */
export function SignInFirst() {
  const { pathname, search, hash } = useLocation();
  const next = encodeURIComponent(pathname + search + hash);
  // In place of this address, or the browser's Back would lead here and at once away again.
  return <Navigate to={`/sign-in?next=${next}`} replace />;
}
