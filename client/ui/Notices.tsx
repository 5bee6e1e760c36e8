// Short words at the bottom of the screen. Loaded with the first of them.
import { Notifications } from '@mantine/notifications';
import classes from './Notices.module.css';

/** The place where they appear. */
export function Notices() {
  return <Notifications className={classes.notices} position="bottom-center" limit={3} />;
}
