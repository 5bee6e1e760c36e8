// Entries out of a file: choose it, look at every row, bring it in, and take it back if it was wrong.
import { Alert } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ImportChoice, ImportReceipt, UndoAnswer } from '../../../shared/api/imports.ts';
import { createId } from '../../../shared/ids.ts';
import { can } from '../../../shared/roles.ts';
import { useBoard } from '../../board.ts';
import { toActor, useSession } from '../../session.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import { BringBar } from './BringBar.tsx';
import { DoneStep } from './DoneStep.tsx';
import { FileError } from './FileError.tsx';
import { FileStep } from './FileStep.tsx';
import classes from './imports.module.css';
import { PastImports } from './PastImports.tsx';
import {
  bringIn,
  importsQuery,
  type Place,
  previewImport,
  type Reading,
  receiptOf,
  undoImport,
} from './queries.ts';
import { ReadingStep } from './ReadingStep.tsx';
import { RowList } from './RowList.tsx';
import { type Choices, countWork, isShown, optionsOf } from './row-filter.ts';

/** `/hackathons/:slug/import`; `?team=` is where things go at first. */
export function ImportPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  if (person === null) return <SignInFirst />;
  return <Import key={slug} slug={slug} />;
}

function Import({ slug }: { slug: string }) {
  const { t } = useTranslation('imports');
  const session = useSession();
  const { board } = useBoard(slug);
  const [parameters] = useSearchParams();
  const { hackathon } = board;
  const actor = toActor(session);
  const canNameTeams = can(actor, 'facilitate', { type: 'hackathon', ...hackathon });
  const teams = board.teams.filter(({ id }) =>
    can(actor, 'create-document', {
      type: 'team',
      id,
      hackathonId: hackathon.id,
      hackathonState: hackathon.state,
    }),
  );
  const asked = parameters.get('team');
  const [firstTeam] = teams;
  const [teamId, setTeamId] = useState<string | null>(
    teams.some(({ id }) => id === asked) ? asked : canNameTeams ? null : (firstTeam?.id ?? null),
  );
  if (teams.length === 0 && !canNameTeams) return <ErrorScreen code="forbidden" />;
  const boardPath = `/hackathons/${hackathon.slug}`;
  return (
    <Page>
      <PageHeader
        title={t('title')}
        tabTitle={t('tab-title', { hackathon: hackathon.name })}
        eyebrow={
          <Link to={boardPath}>
            <bdi>{hackathon.name}</bdi>
          </Link>
        }
        lead={t('lead')}
      />
      <Steps
        place={{ hackathonId: hackathon.id, teamId }}
        languages={hackathon.languages}
        canNameTeams={canNameTeams}
        boardPath={boardPath}
        teams={teams}
        onTeam={setTeamId}
      />
    </Page>
  );
}

interface StepsProps {
  place: Place;
  languages: readonly string[];
  canNameTeams: boolean;
  boardPath: string;
  teams: React.ComponentProps<typeof FileStep>['teams'];
  onTeam: (teamId: string | null) => void;
}

function Steps({ place, languages, canNameTeams, boardPath, teams, onTeam }: StepsProps) {
  const { t } = useTranslation('imports');
  const { hackathonId, teamId } = place;
  const queryClient = useQueryClient();
  const [key, setKey] = useState(createId);
  const [choices, setChoices] = useState<Choices>({});
  const [receipt, setReceipt] = useState<ImportReceipt | null>(null);
  const [undone, setUndone] = useState<UndoAnswer | null>(null);
  const look = useMutation({
    mutationFn: ([where, reading]: [Place, Reading]) => previewImport(where, reading),
  });
  const reread = () => queryClient.invalidateQueries(importsQuery(hackathonId));
  const bring = useMutation({
    mutationFn: (reading: Reading) => bringIn(place, reading, { key, choices: { ...choices } }),
    onSuccess: (made) => {
      setReceipt(made);
      // The button was at the end of a long list; what it did stands at the top.
      window.scrollTo({ top: 0 });
      void reread();
    },
  });
  const open = useMutation({ mutationFn: receiptOf, onSuccess: setReceipt });
  const undo = useMutation({
    mutationFn: undoImport,
    onSuccess: (answer) => {
      setUndone(answer);
      void reread();
    },
  });
  const begin = () => {
    look.reset();
    bring.reset();
    setReceipt(null);
    setUndone(null);
    setChoices({});
    setKey(createId());
  };
  const reading = look.variables?.[1];
  // The last preview stays in sight while the next one is made.
  const [seen, setSeen] = useState(look.data);
  if (look.data !== undefined && look.data !== seen) setSeen(look.data);
  const preview = look.data ?? (look.isPending ? seen : undefined);

  if (receipt !== null) {
    return (
      <>
        <FormError error={undo.error} />
        <DoneStep
          receipt={receipt}
          undone={undone}
          boardPath={boardPath}
          onAnother={begin}
          // The message is shown above; the button has nothing to add.
          onUndo={() => undo.mutateAsync(receipt.id).catch(() => undefined)}
        />
      </>
    );
  }
  const choose = (index: number, choice: ImportChoice) =>
    setChoices((before) => ({ ...before, [index]: choice }));
  const rows = preview?.rows ?? [];
  return (
    <div className={classes.stack}>
      <FileStep
        teams={teams}
        canNameTeams={canNameTeams}
        teamId={teamId}
        onTeam={(next) => {
          onTeam(next);
          setChoices({});
          // The same file for another team: other rows may be known there.
          if (reading !== undefined) look.mutate([{ ...place, teamId: next }, reading]);
        }}
        hasFile={preview !== undefined}
        isBusy={look.isPending}
        onFile={(file) => {
          begin();
          look.mutate([place, { file }]);
        }}
      />
      <FileError error={look.error} />
      {preview !== undefined && reading !== undefined && (
        <>
          {teamId === null && rows.every(({ problem }) => problem === 'no-team') && (
            <Alert color="yellow" variant="light" icon={<IconUsersGroup size={20} />} role="status">
              {t('rows.no-team')}
            </Alert>
          )}
          <ReadingStep
            preview={preview}
            reading={reading}
            languages={languages}
            canNameTeams={canNameTeams}
            onChange={(next) => {
              setChoices({});
              look.mutate([place, next]);
            }}
          />
          <RowList
            fileName={reading.file.name}
            rows={rows}
            choices={choices}
            onChoose={choose}
            onChooseAll={(filter, choice) =>
              setChoices((before) => ({
                ...before,
                ...Object.fromEntries(
                  rows
                    .filter((row) => isShown(row, filter) && optionsOf(row).includes(choice))
                    .map(({ index }) => [index, choice]),
                ),
              }))
            }
          />
          <FormError error={bring.error} />
          <BringBar
            work={countWork(rows, choices)}
            teams={preview.newTeams.length}
            isBusy={bring.isPending}
            isStale={look.isPending}
            onBring={() => bring.mutate(reading)}
          />
        </>
      )}
      {preview === undefined && (
        <PastImports hackathonId={hackathonId} onOpen={(id) => open.mutate(id)} />
      )}
    </div>
  );
}
