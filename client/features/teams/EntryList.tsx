// Entries that are there already, each with the ways a team goes on from it: improve a published one,
// join those who write it, begin one of one's own from it.
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RelatedView } from '../../../shared/api/lookup.ts';
import { getField } from '../../../shared/fields.ts';
import { api, unwrap } from '../../api.ts';
import { AskToJoin } from '../../ui/AskToJoin.tsx';
import { EntryButton } from '../../ui/EntryButton.tsx';
import { ImproveEntry } from '../../ui/ImproveEntry.tsx';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './EntryList.module.css';

interface EntryListProps {
  entries: readonly RelatedView[];
  teamId: string;
  /** A heading says already where they are. */
  isOnePlace?: boolean;
}

/** The list. */
export function EntryList({ entries, teamId, isOnePlace = false }: EntryListProps) {
  const { t } = useTranslation('lookup');
  return (
    <ul className={classes.entries}>
      {entries.map(({ ref, kind, title, path, source, teamName }) => {
        const id = ref.slice(ref.indexOf(':') + 1);
        return (
          <li key={ref}>
            <a href={path} target="_blank" rel="noreferrer" className={classes.title}>
              <bdi>{title}</bdi>
            </a>
            <span className={classes.place}>
              <KindBadge kind={kind} />
              {!isOnePlace &&
                (source === 'record'
                  ? t('relation.in-catalogue')
                  : t('relation.at-team', { team: teamName ?? '' }))}
            </span>
            <div className={classes.actions}>
              {source === 'record' ? (
                <ImproveEntry recordId={id} teamId={teamId} />
              ) : (
                <AskToJoin documentId={id} teamId={teamId} standing={null} />
              )}
              {getField(kind, 'adaptedFrom') !== null && (
                <BeginFrom entry={{ ref, kind }} teamId={teamId} />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function BeginFrom({
  entry,
  teamId,
}: {
  entry: Pick<RelatedView, 'ref' | 'kind'>;
  teamId: string;
}) {
  const { t } = useTranslation('lookup');
  const navigate = useNavigate();
  const report = useReport();
  const begin = useMutation({
    mutationFn: () =>
      unwrap(
        api.teams[':teamId'].documents.$post({
          param: { teamId },
          json: { kind: entry.kind, name: '', from: entry.ref },
        }),
      ),
    onSuccess: ({ id }) => navigate(`/documents/${id}`),
  });
  return (
    <EntryButton
      variant="subtle"
      isBusy={begin.isPending}
      onPress={() => void report(begin.mutateAsync())}
    >
      {t('entry.begin')}
    </EntryButton>
  );
}
