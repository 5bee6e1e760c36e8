// Says that this hackathon is a rehearsal, and takes it away.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, unwrap } from '../../api.ts';
import { sessionQuery } from '../../session.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './panel.module.css';
import { controlQuery } from './queries.ts';

/** Nothing where people work. */
export function RehearsalNotice({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('control-room');
  const { data } = useQuery(controlQuery(hackathonId));
  const report = useReport();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  if (data?.isRehearsal !== true) return null;
  const remove = async () => {
    const request = api.rehearsals[':id'].$delete({ param: { id: hackathonId } });
    if (!(await report(unwrap(request)))) return;
    await queryClient.invalidateQueries(sessionQuery);
    void navigate('/');
  };
  return (
    <div className={classes.notice}>
      <p>{t('rehearsal.note')}</p>
      <ConfirmButton
        variant="default"
        size="sm"
        question={t('rehearsal.question')}
        confirm={t('rehearsal.remove')}
        onConfirm={remove}
      >
        {t('rehearsal.remove')}
      </ConfirmButton>
    </div>
  );
}
