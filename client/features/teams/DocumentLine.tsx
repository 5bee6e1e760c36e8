// A document as one line, for lists that are glanced through.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { PresenceView } from '../../../shared/api/live.ts';
import { isStanding } from '../../../shared/roles.ts';
import { CompletenessRing } from '../../ui/CompletenessRing.tsx';
import { KIND_ICONS } from '../../ui/KindBadge.tsx';
import { PeopleHere } from '../../ui/PeopleHere.tsx';
import { SpotlightButton } from '../../ui/SpotlightButton.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import classes from './DocumentLine.module.css';

interface DocumentLineProps {
  document: DocumentSummary;
  people: readonly PresenceView[];
  hackathon: HackathonView;
}

/** Kind, title, who is in it, state, completeness. */
export function DocumentLine({ document, people, hackathon }: DocumentLineProps) {
  const { t } = useTranslation(['teams', 'shell']);
  const { id, kind, title, state, completeness } = document;
  const KindIcon = KIND_ICONS[kind];
  const isFinalised = state === 'finalised';
  return (
    <div className={classes.line}>
      <KindIcon size={18} stroke={1.75} role="img" aria-label={t(`shell:kind.${kind}`)} />
      <Link to={`/documents/${id}`} dir="auto">
        {title === '' ? <em>{t('teams:untitled')}</em> : title}
      </Link>
      <PeopleHere people={people} most={3} />
      {state !== 'draft' && !isFinalised && <StateBadge state={state} />}
      {/* How complete it was says nothing any more of what was taken back. */}
      {isStanding(state) && (
        <>
          <CompletenessRing ratio={completeness} isFinalised={isFinalised} size={28} />
          <SpotlightButton hackathon={hackathon} documentId={id} title={title} />
        </>
      )}
    </div>
  );
}
