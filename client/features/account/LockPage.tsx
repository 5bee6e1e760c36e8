// The screen of a locked laptop: who was here and comes back with a PIN, and the doors for others.
import { Alert, Button, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconCloudOff, IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import type { ReturningPersonView } from '../../../shared/api/browser-pins.ts';
import { api, unwrap } from '../../api.ts';
import { listBegunNotes } from '../../collab/begun-notes.ts';
import { browserMarkStorage, hasUnsentMark } from '../../collab/unsent-marks.ts';
import { clearLock, completeLock, readLock, useForgetLocked } from '../../lock.ts';
import { useSession } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { isPin, PinField } from '../../ui/PinField.tsx';
import classes from './account.module.css';

/** How often the server is looked for when the browser was locked without a line, ms. */
const RETRY_MS = 3_000;

/** `/locked`. */
export function LockPage() {
  const { t } = useTranslation('account');
  const { person } = useSession();
  const [lock] = useState(readLock);
  useForgetLocked();
  const [chosen, setChosen] = useState<string | null>(lock?.personId ?? null);
  const { data: people, failureReason } = useQuery({
    queryKey: ['returning-people'],
    queryFn: async () => {
      await completeLock();
      return (await unwrap(api.session.people.$get())).people;
    },
    // Who may come back changes with every lock.
    gcTime: 0,
    retry: true,
    retryDelay: RETRY_MS,
  });
  // Nothing is locked: the address was typed.
  if (person !== null && lock === null) return <Navigate to="/me" replace />;
  const who = people?.find(({ personId }) => personId === chosen) ?? null;
  return (
    <Page width="narrow">
      <PageHeader
        title={t(who === null ? 'lock.who' : 'lock.title')}
        lead={who === null ? t('lock.lead') : undefined}
      />
      {people === undefined ? (
        failureReason === null ? (
          <Loading />
        ) : (
          <Alert variant="light" color="sunrise" icon={<IconCloudOff size={20} />} role="status">
            {t('lock.offline')}
          </Alert>
        )
      ) : who === null ? (
        <ul className={classes.people}>
          {people.map((one) => (
            <li key={one.personId}>
              <UnstyledButton className={classes.person} onClick={() => setChosen(one.personId)}>
                <PersonAvatar name={one.name} colour={one.colour} size={48} />
                <span dir="auto">{one.name}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      ) : (
        <ComeBack
          key={who.personId}
          person={who}
          path={lock?.personId === who.personId ? lock.path : '/'}
          onBack={() => setChosen(null)}
        />
      )}
      <p className={classes.others}>
        {t('lock.somebody-else')} <Link to="/join">{t('lock.join')}</Link> ·{' '}
        <Link to="/sign-in">{t('lock.sign-in')}</Link>
      </p>
    </Page>
  );
}

interface ComeBackProps {
  person: ReturningPersonView;
  path: string;
  onBack: () => void;
}

function ComeBack({ person, path, onBack }: ComeBackProps) {
  const { t } = useTranslation('account');
  const [pin, setPin] = useState('');
  const storage = browserMarkStorage();
  const hasWords =
    hasUnsentMark(storage, person.personId) || listBegunNotes(storage, person.personId).size > 0;
  const comeBack = useMutation({
    mutationFn: async () => {
      await unwrap(api.session.pin.$post({ json: { personId: person.personId, pin } }));
      clearLock();
      // A fresh page: nothing that somebody else read or wrote is left in this one.
      location.assign(path);
    },
    onError: () => setPin(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPin(pin)) comeBack.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.locked}>
        <PersonAvatar name={person.name} colour={person.colour} size={56} />
        <strong dir="auto">{person.name}</strong>
      </div>
      {hasWords && (
        <Alert variant="light" icon={<IconDeviceFloppy size={20} />}>
          {t('lock.words-kept')}
        </Alert>
      )}
      <PinField label={t('lock.pin')} value={pin} onChange={setPin} isKnown autoFocus />
      <FormError error={comeBack.error} />
      <Button
        type="submit"
        size="lg"
        disabled={!isPin(pin)}
        loading={comeBack.isPending || comeBack.isSuccess}
        fullWidth
      >
        {t('lock.open')}
      </Button>
      <Button variant="subtle" leftSection={<IconArrowLeft size={18} />} onClick={onBack}>
        {t('lock.not-me', { name: person.name })}
      </Button>
      <p className={classes.soft}>{t('lock.forgotten')}</p>
    </form>
  );
}
