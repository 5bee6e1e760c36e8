// The second half of joining: which team when the code leaves it open, and a name for a newcomer.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { JoinView } from '../../../shared/api/session.ts';
import { ApiError, api, unwrap } from '../../api.ts';
import { clearLock } from '../../lock.ts';
import { sessionQuery, useSession } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import { formatDays } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { isPin, PinField } from '../../ui/PinField.tsx';
import classes from './JoinForm.module.css';
import { TeamChoice } from './TeamChoice.tsx';

/** Shows what the code opens and joins. */
export function JoinForm({ join }: { join: JoinView }) {
  const { t, i18n } = useTranslation('join');
  const { person } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  // The form stays the newcomer's until the board is there, though the session comes before it.
  const [isNewcomer] = useState(person === null);
  const [pin, setPin] = useState<string | null>(null);
  const [teamId, setTeamId] = useState(join.team?.id ?? null);
  // A name that somebody in the team has: joining under it all the same is the second press.
  const [takenName, setTakenName] = useState<string | null>(null);
  const { hackathon, team } = join;
  const isTaken = takenName !== null && takenName === name.trim();
  const enter = useMutation({
    mutationFn: async () => {
      await unwrap(
        api.join.$post({
          json: {
            code: join.code,
            name: person?.name ?? name.trim(),
            refuseTakenName: !isTaken,
            teamId: teamId ?? undefined,
            language: i18n.language,
          },
        }),
      );
      clearLock();
      if (pin !== null) await unwrap(api.session.pin.$put({ json: { pin } }));
      await queryClient.invalidateQueries(sessionQuery);
      await navigate(`/hackathons/${hackathon.slug}`);
    },
    onError: (error) => {
      if (isNameTaken(error)) setTakenName(name.trim());
    },
  });
  const hasName = person !== null || name.trim() !== '';
  const isReady = teamId !== null && hasName && (pin === null || isPin(pin));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) enter.mutate();
  };
  const days = formatDays(hackathon.startsAt, hackathon.endsAt, i18n.language, hackathon.timeZone);
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            {hackathon.place !== '' && `${hackathon.place} · `}
            <span className={classes.days}>{days}</span>
          </>
        }
        title={hackathon.name}
        brand={hackathon}
        lead={team === null ? t('pick-a-team') : undefined}
      />
      <form className={classes.form} onSubmit={submit}>
        {team === null ? (
          <TeamChoice teams={join.teams} chosen={teamId} onChoose={setTeamId} />
        ) : (
          <p className={classes.team}>
            <span className={classes.dot} style={{ background: team.colour }} aria-hidden="true" />
            <span>
              {t('your-team')} <strong dir="auto">{team.name}</strong>
            </span>
          </p>
        )}
        {person === null || isNewcomer ? (
          <TextInput
            label={t('name.label')}
            description={t('name.hint')}
            size="lg"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={isTaken ? t('name.taken', { name: takenName }) : undefined}
            maxLength={80}
            autoComplete="name"
            enterKeyHint="go"
            required
            withAsterisk={false}
            data-autofocus
            autoFocus={team !== null}
          />
        ) : (
          <div className={classes.known}>
            <PersonAvatar name={person.name} colour={person.colour} size={40} />
            <p>
              {t('known', { name: person.name })}{' '}
              <Link to="/me#done">{t('not-me', { name: person.name })}</Link>
            </p>
          </div>
        )}
        {isNewcomer && (
          <Checkbox
            size="md"
            label={t('device.shared')}
            description={t('device.shared-hint')}
            checked={pin !== null}
            onChange={(event) => setPin(event.currentTarget.checked ? '' : null)}
          />
        )}
        {pin !== null && (
          <PinField
            label={t('device.pin')}
            description={t('device.pin-hint')}
            value={pin}
            onChange={setPin}
            autoFocus
          />
        )}
        <FormError error={isNameTaken(enter.error) ? null : enter.error} />
        <Button
          type="submit"
          size="lg"
          disabled={!isReady}
          loading={enter.isPending || enter.isSuccess}
          fullWidth
        >
          {isTaken ? t('enter-taken') : t('enter')}
        </Button>
        {isNewcomer && (
          <p className={classes.account}>
            {t('have-account')}{' '}
            <Link to={`/sign-in?next=${encodeURIComponent(`/join/${join.code}`)}`}>
              {t('sign-in')}
            </Link>
          </p>
        )}
      </form>
    </>
  );
}

function isNameTaken(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'name_taken';
}
