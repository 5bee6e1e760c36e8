// Runs something a person asked for and says so when it did not work. Knows no screen.
import { notifications } from '@mantine/notifications';
import { useErrorWords } from './error-words.ts';

/** A function that waits for `work`; on failure it shows why and answers `false`. */
export function useReport(): (work: Promise<unknown>) => Promise<boolean> {
  const words = useErrorWords();
  return async (work) => {
    try {
      await work;
      return true;
    } catch (error) {
      console.error(error);
      notifications.show({ color: 'red', message: words(error), autoClose: 8000 });
      return false;
    }
  };
}
