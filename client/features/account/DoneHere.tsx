// "I'm done here", for laptops that others use next: signs out, and takes my words away from this
// browser only when the server has them all; else it offers them as a file first.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/api/people.ts';
import { api, unwrap } from '../../api.ts';
import { downloadUnacknowledged, findUnsentCopies } from '../../collab/local-copies.ts';
import { FormError } from '../../ui/FormError.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './account.module.css';
import { useLeaveBrowser } from './use-leave-browser.ts';

/** The way out. */
export function DoneHere({ person }: { person: PersonView }) {
  const { t } = useTranslation('account');
  const leaveBrowser = useLeaveBrowser();
  const report = useReport();
  const title = useId();
  const [unsent, setUnsent] = useState<readonly string[] | null>(null);
  const leave = useMutation({
    mutationFn: async ({ losing }: { losing: boolean }) => {
      const waiting = await findUnsentCopies(person.id);
      if (waiting.length > 0 && !losing) {
        setUnsent(waiting.map((copy) => copy.title || t('done.untitled')));
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
      {unsent !== null && (
        <Alert
          color="sunrise"
          variant="light"
          icon={<IconAlertTriangle size={20} />}
          title={t('done.unsent', { count: unsent.length })}
          role="alert"
        >
          <p dir="auto">{unsent.join(' · ')}</p>
          <p>{t('done.unsent-hint')}</p>
        </Alert>
      )}
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
