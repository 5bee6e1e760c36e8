// Tells a screen reader what changed on the board, one polite sentence at a time (CL9).
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardView } from '../../../shared/api/live.ts';
import spoken from '../../ui/spoken.module.css';

/** Least time between two sentences, ms: a busy hall must not talk without end. */
const EVERY_MS = 10_000;

type Told = Pick<BoardView, 'documents' | 'teams'>;

/** A live region nobody sees. */
export function BoardAnnouncer({ documents, teams }: Told) {
  const { t, i18n } = useTranslation('teams');
  const told = useRef<Told>({ documents, teams });
  const toldAt = useRef(0);
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const tell = () => {
      const before = told.current;
      told.current = { documents, teams };
      const known = new Map(before.documents.map((document) => [document.id, document.state]));
      const begun = documents.filter(({ id }) => !known.has(id)).length;
      const finalised = documents.filter(
        ({ id, state }) => state === 'finalised' && known.get(id) !== 'finalised',
      ).length;
      const lowered = new Set(
        before.teams.flatMap(({ id, handRaisedAt }) => (handRaisedAt === null ? id : [])),
      );
      const hands = teams
        .filter(({ id, handRaisedAt }) => handRaisedAt !== null && lowered.has(id))
        .map(({ name }) => name);
      const helped = new Set(before.teams.flatMap(({ id, helper }) => (helper === null ? [] : id)));
      const coming = teams.flatMap(({ id, name, helper }) =>
        helper === null || helped.has(id)
          ? []
          : t('news.coming', { name: helper.name, team: name }),
      );
      const parts = [
        begun > 0 ? t('news.new', { count: begun }) : '',
        finalised > 0 ? t('news.finalised', { count: finalised }) : '',
        hands.length > 0
          ? t('news.hands', { teams: new Intl.ListFormat(i18n.language).format(hands) })
          : '',
        ...coming,
      ].filter(Boolean);
      if (parts.length === 0) return;
      toldAt.current = Date.now();
      setSentence(`${parts.join('; ')}.`);
    };
    const timer = setTimeout(tell, Math.max(1_000, toldAt.current + EVERY_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [documents, teams, t, i18n.language]);
  return (
    <div className={spoken.only} role="status" aria-live="polite">
      {sentence}
    </div>
  );
}
