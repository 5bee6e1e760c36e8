// Short words at the bottom of the screen. Loaded with the first of them.
import { Notifications } from '@mantine/notifications';

/** The place where they appear. */
export function Notices() {
  return <Notifications position="bottom-center" limit={3} />;
}
