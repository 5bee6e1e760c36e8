// A document as a card: what it is, what it lacks, who is in it, what changed last.
import { IconMessage, IconUsers } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { PresenceView } from '../../../shared/api/live.ts';
import { CompletenessRing } from '../../ui/CompletenessRing.tsx';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { PeopleHere } from '../../ui/PeopleHere.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import classes from './DocumentCard.module.css';
import { useMissingWords } from './missing-words.ts';

interface DocumentCardProps {
  document: DocumentSummary;
  people: readonly PresenceView[];
  /** Whose it is and who writes along, where that is not the section's own team alone. */
  teams?: string;
  /** A button of the card, such as inviting another team. */
  action?: ReactNode;
  /** Nothing more will be written: what it lacks is no longer asked for. */
  isOver?: boolean;
}

/** The whole card is one link, named by its title. */
export const DocumentCard = memo(function DocumentCard({
  document,
  people,
  teams,
  action,
  isOver = false,
}: DocumentCardProps) {
  const { t } = useTranslation('teams');
  const missing = useMissingWords(document);
  const { state, kind, title, completeness, lastEditedAt, lastEditedBy, openNotes } = document;
  const isFinalised = state === 'finalised';
  return (
    <article className={classes.card}>
      <div className={classes.top}>
        <KindBadge kind={kind} />
        {state !== 'draft' && <StateBadge state={state} />}
        <span className={classes.ring}>
          <CompletenessRing ratio={completeness} isFinalised={isFinalised} size={48} />
        </span>
      </div>
      <h3 className={classes.title}>
        <Link to={`/documents/${document.id}`} dir="auto">
          {title === '' ? <em>{t('untitled')}</em> : title}
        </Link>
      </h3>
      {!isOver && <p className={classes.missing}>{missing}</p>}
      {teams !== undefined && (
        <p className={classes.teams}>
          <IconUsers size={16} stroke={1.75} aria-hidden="true" />
          <bdi>{teams}</bdi>
        </p>
      )}
      <div className={classes.foot}>
        <PeopleHere people={people} />
        {openNotes > 0 && (
          <span className={classes.notes}>
            <IconMessage size={16} stroke={1.75} aria-hidden="true" />
            {t('notes', { count: openNotes })}
          </span>
        )}
        {lastEditedAt !== null && (
          <span className={classes.changed}>
            {lastEditedBy !== null && <PersonName name={lastEditedBy} />}
            {lastEditedBy !== null && ' · '}
            <RelativeTime at={lastEditedAt} />
          </span>
        )}
        {action}
      </div>
    </article>
  );
});
