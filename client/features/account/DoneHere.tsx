// "I'm done here", for laptops that others use next: signs out, and takes my words away from this
// browser only when the server has them all; else it offers them as a file first.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/api/people.ts';
import { api, unwrap } from '../../api.ts';
import {
  downloadUnacknowledged,
  findBegunNotes,
  findUnsentCopies,
} from '../../collab/local-copies.ts';
import { FormError } from '../../ui/FormError.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './account.module.css';
import { useLeaveBrowser } from './use-leave-browser.ts';

/** Titles of documents with words that are nowhere but in this browser. */
interface Unsent {
  readonly copies: readonly string[];
  /** A title again where one holds both. */
  readonly notes: readonly string[];
}

/** The way out. */
export function DoneHere({ person }: { person: PersonView }) {
  const { t } = useTranslation('account');
  const leaveBrowser = useLeaveBrowser();
  const report = useReport();
  const title = useId();
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const leave = useMutation({
    mutationFn: async ({ losing }: { losing: boolean }) => {
      const copies = await findUnsentCopies(person.id);
      const waiting = {
        copies: copies.map(({ title }) => title),
        notes: findBegunNotes(person.id),
      };
      if (waiting.copies.length + waiting.notes.length > 0 && !losing) {
        setUnsent(waiting);
        return;
      }
      // Nobody comes back as me here.
      await unwrap(api.session.pin.$delete());
      // Signed out first: were the server not reached, the words would be gone and the person still in.
      await unwrap(api.session.$delete());
      await leaveBrowser(person.id);
    },
  });
  return (
    <section id="done" className={`${classes.section} ${classes.done}`} aria-labelledby={title}>
      <h2 id={title}>{t('done.title')}</h2>
      <p>{t(person.hasAccount ? 'done.lead-account' : 'done.lead-guest')}</p>
      {unsent !== null && <Waiting unsent={unsent} />}
      <FormError error={leave.error} />
      <div className={classes.row}>
        {unsent !== null && (
          <Button
            leftSection={<IconDownload size={18} />}
            onClick={() => void report(downloadUnacknowledged(person.id))}
          >
            {t('done.download')}
          </Button>
        )}
        <Button
          variant={unsent === null ? 'filled' : 'default'}
          leftSection={<IconLogout size={18} />}
          loading={leave.isPending}
          onClick={() => leave.mutate({ losing: false })}
        >
          {t(unsent === null ? 'done.go' : 'done.again')}
        </Button>
        {unsent !== null && (
          <Button
            variant="subtle"
            color="red"
            loading={leave.isPending}
            onClick={() => leave.mutate({ losing: true })}
          >
            {t('done.lose')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Waiting({ unsent: { copies, notes } }: { unsent: Unsent }) {
  const { t } = useTranslation('account');
  const named = (titles: readonly string[]) =>
    titles.map((title) => title || t('done.untitled')).join(' · ');
  return (
    <Alert
      color="sunrise"
      variant="light"
      icon={<IconAlertTriangle size={20} />}
      title={
        copies.length > 0
          ? t('done.unsent', { count: copies.length })
          : t('done.begun', { count: notes.length })
      }
      role="alert"
    >
      {copies.length > 0 && (
        <>
          <p dir="auto">{named(copies)}</p>
          <p>{t('done.unsent-hint')}</p>
        </>
      )}
      {copies.length > 0 && notes.length > 0 && <p>{t('done.begun', { count: notes.length })}</p>}
      {notes.length > 0 && (
        <>
          <p dir="auto">{named(notes)}</p>
          <p>{t('done.begun-hint')}</p>
        </>
      )}
    </Alert>
  );
}
