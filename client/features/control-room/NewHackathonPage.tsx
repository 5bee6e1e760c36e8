// A new hackathon in one form: name, days, languages, and the teams pasted from a list.
import { Button, MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { can } from '../../../shared/roles.ts';
import { api, unwrap } from '../../api.ts';
import { sessionQuery, toActor, useSession } from '../../session.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { fromZonedInput, knownTimeZones, toZonedInput } from '../../ui/zoned-time.ts';
import { languageOptions } from './language-options.ts';
import classes from './panel.module.css';
import { readTeamNames } from './team-names.ts';

const HOUR_MS = 60 * 60_000;

/** `/hackathons/new`. */
export function NewHackathonPage() {
  const session = useSession();
  if (!can(toActor(session), 'create-hackathon', { type: 'server' })) {
    return <ErrorScreen code="forbidden" />;
  }
  return <NewHackathon />;
}

function NewHackathon() {
  const { t, i18n } = useTranslation('control-room');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [starts, setStarts] = useState(() => toZonedInput(nextHour(), timeZone));
  const [ends, setEnds] = useState(() => toZonedInput(nextHour() + 48 * HOUR_MS, timeZone));
  const [languages, setLanguages] = useState<string[]>(['en', 'fr', 'es']);
  const [reviewRequired, setReviewRequired] = useState(false);
  const [teams, setTeams] = useState('');
  const names = readTeamNames(teams);
  const startsAt = fromZonedInput(starts, timeZone);
  const endsAt = fromZonedInput(ends, timeZone);
  const isBackwards = startsAt !== null && endsAt !== null && endsAt < startsAt;
  const isReady = name.trim() !== '' && startsAt !== null && endsAt !== null && !isBackwards;
  const create = useMutation({
    mutationFn: async () => {
      if (startsAt === null || endsAt === null) return;
      const { slug } = await unwrap(
        api.hackathons.$post({
          json: {
            name: name.trim(),
            place: place.trim(),
            startsAt,
            endsAt,
            timeZone,
            languages,
            reviewRequired,
            teams: names,
          },
        }),
      );
      await queryClient.invalidateQueries(sessionQuery);
      await navigate(`/hackathons/${slug}/control?tab=access`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) create.mutate();
  };
  return (
    <Page width="narrow">
      <PageHeader title={t('new.title')} lead={t('new.lead')} />
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('settings.name')}
          placeholder={t('new.name-example')}
          size="md"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <TextInput
          label={t('new.place')}
          size="md"
          maxLength={120}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Select
          label={t('new.zone')}
          size="md"
          searchable
          allowDeselect={false}
          limit={60}
          nothingFoundMessage={t('new.no-zone')}
          data={knownTimeZones()}
          value={timeZone}
          onChange={(zone) => zone !== null && setTimeZone(zone)}
        />
        <div className={classes.pair}>
          <TextInput
            type="datetime-local"
            label={t('new.starts')}
            size="md"
            dir="ltr"
            value={starts}
            onChange={(event) => setStarts(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
          <TextInput
            type="datetime-local"
            label={t('settings.ends')}
            size="md"
            dir="ltr"
            value={ends}
            onChange={(event) => setEnds(event.currentTarget.value)}
            error={isBackwards ? t('new.backwards') : undefined}
            required
            withAsterisk={false}
          />
        </div>
        <MultiSelect
          label={t('new.languages')}
          description={t('new.languages-hint')}
          size="md"
          searchable
          hidePickedOptions
          data={languageOptions(i18n.language)}
          value={languages}
          onChange={(chosen) => chosen.length > 0 && setLanguages(chosen)}
        />
        <Switch
          size="md"
          label={t('settings.review')}
          description={t('settings.review-hint')}
          checked={reviewRequired}
          onChange={(event) => setReviewRequired(event.currentTarget.checked)}
        />
        <Textarea
          label={t('new.teams')}
          description={t('new.teams-hint')}
          size="md"
          autosize
          minRows={5}
          maxRows={16}
          value={teams}
          onChange={(event) => setTeams(event.currentTarget.value)}
        />
        <p className={classes.soft} aria-live="polite">
          {t('new.teams-count', { count: names.length })}
        </p>
        <FormError error={create.error} />
        <Button type="submit" size="md" disabled={!isReady} loading={create.isPending}>
          {t('new.create')}
        </Button>
      </form>
    </Page>
  );
}

function nextHour(): number {
  return Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
}
