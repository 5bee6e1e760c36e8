// What the command palette can do by itself: go somewhere, begin a document, switch language or
// light. What it finds in documents and the catalogue is asked of the server.
import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { DocumentView } from '../../shared/api/documents.ts';
import type { HackathonView } from '../../shared/api/hackathons.ts';
import { KINDS } from '../../shared/kinds.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../shared/language-choice.ts';
import { can } from '../../shared/roles.ts';
import { api, unwrap } from '../api.ts';
import { sessionQuery, toActor, useSession } from '../session.ts';
import { speak } from '../ui/languages.ts';

/** One line of the palette. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Beside the label: what sort of thing it is. */
  readonly note?: string;
  /** Below the label: where the words were found. */
  readonly excerpt?: string;
  run(): Promise<unknown> | unknown;
}

/** The hackathon somebody is in: that of the address, or else the first of theirs. */
export function useCurrentHackathon(): HackathonView | null {
  const { teams, facilitates } = useSession();
  const { pathname } = useLocation();
  const queryClient = useQueryClient();
  const known = [...teams.map(({ hackathon }) => hackathon), ...facilitates];
  const [, place, name = ''] = pathname.split('/');
  if (place === 'hackathons') {
    const here = known.find(({ slug, id }) => slug === name || id === name);
    if (here !== undefined) return here;
  }
  if (place === 'documents') {
    const view = queryClient.getQueryData<DocumentView>(['document', name]);
    if (view !== undefined) return view.hackathon;
  }
  return known[0] ?? null;
}

/** Every command of this person here, in the order they are offered. */
export function useCommands(hackathon: HackathonView | null): Command[] {
  const { t } = useTranslation(['palette', 'shell']);
  const session = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const { person, teams, facilitates } = session;
  const actor = toActor(session);

  const goTo = (id: string, label: string, path: string): Command => ({
    id,
    label,
    note: t('palette:note.go'),
    run: () => navigate(path),
  });
  const hackathons = new Map(
    [...teams.map((one) => one.hackathon), ...facilitates].map((one) => [one.id, one]),
  );
  const here = hackathon === null ? [] : [hackathon];
  const led = here.filter((one) => can(actor, 'facilitate', { type: 'hackathon', ...one }));
  const team = teams.find(({ team: { hackathonId } }) => hackathonId === hackathon?.id)?.team;

  const begin = (kind: (typeof KINDS)[number], teamId: string): Command => ({
    id: `new ${kind}`,
    label: t(`palette:new.${kind}`),
    note: t('palette:note.new'),
    run: async () => {
      const { id } = await unwrap(
        api.teams[':teamId'].documents.$post({ param: { teamId }, json: { kind, name: '' } }),
      );
      await navigate(`/documents/${id}`);
    },
  });

  return [
    ...[...hackathons.values()].map(({ slug, name }) =>
      goTo(`board ${slug}`, t('palette:board', { name }), `/hackathons/${slug}`),
    ),
    ...(team !== undefined && hackathon?.state === 'open'
      ? KINDS.map((kind) => begin(kind, team.id))
      : []),
    ...led.flatMap(({ slug, name }) => [
      goTo(`control ${slug}`, t('palette:control-room', { name }), `/hackathons/${slug}/control`),
      goTo(`walls ${slug}`, t('palette:walls'), `/hackathons/${slug}/control?tab=access`),
    ]),
    goTo('catalogue', t('shell:catalogue'), '/catalogue'),
    goTo('home', t('shell:home'), '/'),
    ...(person === null
      ? [goTo('sign-in', t('shell:sign-in'), '/sign-in')]
      : [goTo('me', t('shell:me.page'), '/me'), goTo('done', t('shell:me.done'), '/me#done')]),
    ...LANGUAGES.map((language) => ({
      id: `language ${language}`,
      label: LANGUAGE_NAMES[language],
      note: t('shell:language'),
      run: async () => {
        await speak(language);
        if (person === null) return;
        await unwrap(api.person.$patch({ json: { language } }));
        await queryClient.invalidateQueries(sessionQuery);
      },
    })),
    ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
      id: `scheme ${scheme}`,
      label: t(`shell:scheme.${scheme}`),
      note: t('shell:scheme.label'),
      run: () => setColorScheme(scheme),
    })),
  ];
}
