// A new hackathon on one screen: from nothing or like an earlier one. Only its name has to be given.
import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import {
  type HackathonView,
  MAX_NEW_TEAMS,
  MAX_TEAM_NAME_LENGTH,
} from '../../../shared/api/hackathons.ts';
import { can } from '../../../shared/roles.ts';
import { api, unwrap } from '../../api.ts';
import { boardQuery } from '../../board.ts';
import { sessionQuery, toActor, useSession } from '../../session.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { FormError } from '../../ui/FormError.tsx';
import {
  type HackathonDraft,
  newDraft,
  nextDraftOf,
  readDraft,
} from '../../ui/hackathon-form/hackathon-draft.ts';
import { AccentField, LogoField } from '../../ui/hackathon-form/LookFields.tsx';
import { OccasionFields } from '../../ui/hackathon-form/OccasionFields.tsx';
import { StageRows } from '../../ui/hackathon-form/StageRows.tsx';
import { readStages, type StageRow, stageRows } from '../../ui/hackathon-form/stage-rows.ts';
import { WorkFields } from '../../ui/hackathon-form/WorkFields.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { serverNow } from '../../ui/server-clock.ts';
import { fromZonedInput } from '../../ui/zoned-time.ts';
import classes from './panel.module.css';
import { readTeamNames } from './team-names.ts';

/** `/hackathons/new`, with the slug of an earlier one in `?from=`. */
export function NewHackathonPage() {
  const { t } = useTranslation('control-room');
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  if (!can(toActor(session), 'create-hackathon', { type: 'server' })) {
    return <ErrorScreen code="forbidden" />;
  }
  const earlier = session.facilitates.toSorted((a, b) => b.startsAt - a.startsAt);
  const from = earlier.find(({ slug }) => slug === search.get('from')) ?? null;
  return (
    <Page width="narrow">
      <PageHeader title={t('new.title')} lead={t('new.lead')} />
      <div className={classes.sections}>
        {earlier.length > 0 && (
          <Select
            label={t('new.from')}
            description={t('new.from-hint')}
            placeholder={t('new.from-nothing')}
            size="md"
            clearable
            clearButtonProps={{ 'aria-label': t('new.from-nothing') }}
            searchable={earlier.length > 8}
            data={earlier.map(({ slug, name }) => ({ value: slug, label: name }))}
            value={from?.slug ?? null}
            onChange={(slug) => setSearch(slug === null ? {} : { from: slug }, { replace: true })}
          />
        )}
        {from === null ? (
          <FromNothing key="nothing" />
        ) : (
          <FromEarlier key={from.slug} slug={from.slug} />
        )}
      </div>
    </Page>
  );
}

function FromNothing() {
  const [begun] = useState(() => ({
    draft: newDraft(serverNow(), Intl.DateTimeFormat().resolvedOptions().timeZone),
    teams: '',
    stages: [],
  }));
  return <NewHackathon begun={begun} source={null} />;
}

function FromEarlier({ slug }: { slug: string }) {
  const { data: board } = useSuspenseQuery(boardQuery(slug));
  const { hackathon, teams } = board;
  const [begun] = useState(() => {
    const draft = nextDraftOf(hackathon, serverNow());
    const startsAt = fromZonedInput(draft.starts, draft.timeZone) ?? hackathon.startsAt;
    return {
      draft,
      teams: teams.map(({ name }) => name).join('\n'),
      stages: stageRows(hackathon.stages, hackathon.timeZone, startsAt - hackathon.startsAt),
    };
  });
  return <NewHackathon begun={begun} source={hackathon} />;
}

interface NewHackathonProps {
  begun: { draft: HackathonDraft; teams: string; stages: readonly StageRow[] };
  source: HackathonView | null;
}

function NewHackathon({ begun, source }: NewHackathonProps) {
  const { t } = useTranslation('control-room');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(begun.draft);
  const [teams, setTeams] = useState(begun.teams);
  const [rows, setRows] = useState(begun.stages);
  /** The earlier one's picture until another is chosen. */
  const [png, setPng] = useState<string | null | undefined>(undefined);
  const names = readTeamNames(teams);
  const tooLong = names.find((name) => name.length > MAX_TEAM_NAME_LENGTH);
  const areTooMany = names.length > MAX_NEW_TEAMS;
  const said = readDraft(draft);
  const stages = readStages(rows, draft.timeZone);
  const change = (part: Partial<HackathonDraft>) => setDraft({ ...draft, ...part });
  const create = useMutation({
    mutationFn: async () => {
      if (said === null || stages === null) return;
      const json = { ...said, teams: names, stages };
      const { id, slug } =
        source === null
          ? await unwrap(api.hackathons.$post({ json }))
          : await unwrap(api.hackathons[':id'].copy.$post({ param: { id: source.id }, json }));
      if (png !== undefined && !(png === null && source === null)) {
        await unwrap(api.hackathons[':id'].logo.$put({ param: { id }, json: { png } }));
      }
      await queryClient.invalidateQueries(sessionQuery);
      await navigate(`/hackathons/${slug}/control?tab=access`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const uploaded = png === null || png === undefined ? null : `data:image/png;base64,${png}`;
  return (
    <form className={classes.sections} onSubmit={submit}>
      <Section title={t('new.occasion')}>
        <OccasionFields draft={draft} onChange={change} />
      </Section>
      <Section title={t('new.teams')}>
        <Textarea
          label={t('new.team-names')}
          description={t('new.teams-hint')}
          size="md"
          autosize
          minRows={5}
          maxRows={16}
          value={teams}
          onChange={(event) => setTeams(event.currentTarget.value)}
          error={
            tooLong !== undefined
              ? t('new.team-too-long', {
                  beginning: tooLong.slice(0, 30),
                  count: MAX_TEAM_NAME_LENGTH,
                })
              : areTooMany && t('new.teams-too-many', { count: MAX_NEW_TEAMS })
          }
        />
        <p className={classes.soft} aria-live="polite">
          {t('new.teams-count', { count: names.length })}
        </p>
      </Section>
      <Section title={t('new.work')}>
        <WorkFields draft={draft} onChange={change} />
      </Section>
      <Section title={t('new.stages')} lead={t('new.stages-hint')}>
        <StageRows
          rows={rows}
          onChange={setRows}
          timeZone={draft.timeZone}
          endsAt={said?.endsAt ?? serverNow()}
        />
      </Section>
      <Section title={t('new.look')} lead={t('new.look-hint')}>
        <AccentField accent={draft.accent} onChange={(accent) => change({ accent })} />
        <LogoField
          logo={png === undefined ? (source?.logoPath ?? null) : uploaded}
          onChange={setPng}
        />
      </Section>
      <FormError error={create.error} />
      <Button
        type="submit"
        size="md"
        disabled={said === null || stages === null || tooLong !== undefined || areTooMany}
        loading={create.isPending}
      >
        {t('new.create')}
      </Button>
    </form>
  );
}

function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.formSection} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p className={classes.soft}>{lead}</p>}
      {children}
    </section>
  );
}
