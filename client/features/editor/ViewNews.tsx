// Where the document stands, kept as the server knows it, and the turns in it that whoever writes must
// hear of at once: somebody asks to join, help is coming, the time was moved.
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { useAside, useOpenDocument } from '../../collab/hooks.ts';
import { useSession } from '../../session.ts';
import { formatMoment } from '../../ui/format.ts';
import { documentQuery } from './document-query.ts';
import { useAlike } from './use-alike.ts';

/** A hall that hears of one change does not ask within one moment, ms. */
const SPREAD_MS = 400;

/** Long enough to look up from the keyboard, ms. */
const SHOWN_MS = 12_000;

/** By this a request that was answered or taken back is no longer told. */
function requestNotice(documentId: string, teamId: string): string {
  return `join-request ${documentId} ${teamId}`;
}

/** Draws nothing. */
export function ViewNews({ view }: { view: DocumentView }) {
  const { t, i18n } = useTranslation('lookup');
  useFreshView();
  const isMine = useSession().teams.some(({ team }) => team.id === view.teamId);
  const told = useRef(view);
  useEffect(() => {
    const before = told.current;
    told.current = view;
    const tell = (message: string) => notifications.show({ message, autoClose: SHOWN_MS });
    for (const { id, name } of view.rights.invite ? view.askingTeams : []) {
      if (before.askingTeamIds.includes(id)) continue;
      notifications.show({
        id: requestNotice(view.id, id),
        message: t('others.asks', { team: name }),
        autoClose: SHOWN_MS,
      });
    }
    for (const id of before.askingTeamIds) {
      if (!view.askingTeamIds.includes(id)) notifications.hide(requestNotice(view.id, id));
    }
    for (const { id, name } of before.invitedTeams) {
      if (!view.invitedTeamIds.includes(id)) tell(t('news.left', { team: name }));
    }
    const { helper } = view.team;
    if (isMine && helper !== null && helper.personId !== before.team.helper?.personId) {
      tell(t('news.help', { name: helper.name }));
    }
    if (view.deadlineAt !== before.deadlineAt && view.rights.write) {
      const { timeZone } = view.hackathon;
      tell(t('news.time', { moment: formatMoment(view.deadlineAt, i18n.language, timeZone) }));
    }
  }, [view, isMine, t, i18n.language]);
  useAnswers();
  return null;
}

/** What became of asking other tables: they let my team in, or would rather write alone. */
function useAnswers(): void {
  const { t } = useTranslation('lookup');
  const alike = useAlike()?.alike;
  const asked = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, title, join } of alike ?? []) {
      if (join === 'asked') asked.current.add(id);
      else if (asked.current.delete(id) && (join === 'writes' || join === 'declined')) {
        const message = t(join === 'writes' ? 'news.joined' : 'news.declined', { title });
        notifications.show({ message, autoClose: SHOWN_MS });
      }
    }
  }, [alike, t]);
}

/** Asks again, once for all that is heard within a moment. */
function useFreshView(): void {
  const queryClient = useQueryClient();
  const { documentId } = useOpenDocument();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useAside('view', () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void queryClient.invalidateQueries({ ...documentQuery(documentId), exact: true });
      void queryClient.invalidateQueries({ queryKey: ['alike', documentId] });
    }, Math.random() * SPREAD_MS);
  });
}
