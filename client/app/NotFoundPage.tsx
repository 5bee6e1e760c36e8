// The screen behind an address nobody made.
import { ErrorScreen } from '../ui/ErrorScreen.tsx';

/** Says that there is nothing here and where to go on. */
export function NotFoundPage() {
  return <ErrorScreen code="not_found" />;
}
