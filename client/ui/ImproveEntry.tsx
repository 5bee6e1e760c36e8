// Goes on with a published entry in a document of my team; when others are at it already, says who
// they are and what one can do then.
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { WorkInProgress } from '../../shared/api/improvements.ts';
import { ApiError, api, unwrap } from '../api.ts';
import { AskToJoin } from './AskToJoin.tsx';
import { EntryButton } from './EntryButton.tsx';
import classes from './entry-actions.module.css';
import { useReport } from './use-report.ts';

interface ImproveEntryProps {
  recordId: string;
  teamId: string;
  /** Hears that another document opens. */
  onLeave?(): void;
}

/** The button, and the table that is at it already. */
export function ImproveEntry({ recordId, teamId, onLeave }: ImproveEntryProps) {
  const { t } = useTranslation('lookup');
  const navigate = useNavigate();
  const report = useReport();
  const improve = useMutation({
    mutationFn: (alongside: boolean) =>
      unwrap(
        api.records[':id'].improve.$post({
          param: { id: recordId },
          json: { teamId, alongside },
        }),
      ),
    onSuccess: ({ documentId }) => {
      onLeave?.();
      return navigate(`/documents/${documentId}`);
    },
  });
  const atWork = workOf(improve.error);
  const start = (alongside: boolean) => {
    const work = improve.mutateAsync(alongside).catch((error: unknown) => {
      if (workOf(error).length === 0) throw error;
    });
    void report(work);
  };
  if (atWork.length === 0) {
    return (
      <EntryButton isBusy={improve.isPending} onPress={() => start(false)}>
        {t('entry.improve')}
      </EntryButton>
    );
  }
  return (
    <div className={classes.busy} role="status">
      {atWork.map(({ documentId, teamName }) => (
        <p key={documentId}>
          <span>{t('entry.busy', { team: teamName })}</span>
          <Link to={`/documents/${documentId}`} onClick={onLeave}>
            {t('entry.open')}
          </Link>
          <AskToJoin documentId={documentId} teamId={teamId} standing={null} />
        </p>
      ))}
      <EntryButton variant="default" isBusy={improve.isPending} onPress={() => start(true)}>
        {t('entry.alongside')}
      </EntryButton>
    </div>
  );
}

/** Who is at it, when that is why nothing was opened. */
function workOf(error: unknown): readonly WorkInProgress[] {
  return error instanceof ApiError && error.code === 'already_improved'
    ? (error.details as WorkInProgress[])
    : [];
}
