// What needs to be known above the form: whether words arrive, why it cannot be written in, what a
// reviewer asked for.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { api, unwrap } from '../../api.ts';
import { useDenial } from '../../collab/hooks.ts';
import { useReport } from '../../ui/use-report.ts';
import { Banner } from './Banner.tsx';
import classes from './banner.module.css';
import { documentQuery } from './document-query.ts';
import { useForm } from './form-context.ts';
import { jumpToField } from './jump.ts';
import { SaveBanner } from './SaveBanner.tsx';

/** The banners that hold at this moment; none on a good day. */
export function StateBanner({
  view,
  isUnanswered,
}: {
  view: DocumentView | null;
  isUnanswered: boolean;
}) {
  const { t } = useTranslation('editor');
  const denial = useDenial();
  return (
    <div className={classes.banners} aria-live="polite">
      <SaveBanner isUnanswered={isUnanswered} />
      {typeof denial === 'string' && <DenialBanner denial={denial} view={view} />}
      {view?.state === 'reopened' && denial === null && (
        <Banner tone="calm">
          {t('banner.reopened', { revision: view.headRevision ?? 1 })}{' '}
          {view.recordPath !== null && <Link to={view.recordPath}>{t('banner.see-public')}</Link>}
        </Banner>
      )}
      {view?.returned && (denial === null || denial === undefined) && (
        <Banner tone="warning">
          {view.returned.personName === ''
            ? t('banner.returned')
            : t('banner.returned-by', { name: view.returned.personName })}{' '}
          <q dir="auto">{view.returned.note}</q>
        </Banner>
      )}
    </div>
  );
}

function DenialBanner({ denial, view }: { denial: string; view: DocumentView | null }) {
  const { t } = useTranslation('editor');
  const reason = denial === 'frozen' && view?.hackathon.state === 'closed' ? 'closed' : denial;
  return (
    <Banner
      tone="calm"
      actions={
        denial === 'withdrawn' && view?.rights.reopen === true ? <TakeUp id={view.id} /> : undefined
      }
    >
      {t(`denial.${reason}`)}{' '}
      {view !== null && view.recordPath !== null && denial === 'finalised' && (
        <Link to={view.recordPath}>{t('banner.see-record')}</Link>
      )}
    </Banner>
  );
}

/** Undoes the withdrawing, in one press. */
function TakeUp({ id }: { id: string }) {
  const { t } = useTranslation('editor');
  const form = useForm();
  const queryClient = useQueryClient();
  const report = useReport();
  const reopen = useMutation({
    mutationFn: () => unwrap(api.documents[':id'].reopen.$post({ param: { id } })),
    onSuccess: (view) => {
      queryClient.setQueryData(documentQuery(id).queryKey, view);
      // The button goes; who writes on begins where the document does.
      jumpToField(form, 'name');
    },
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={reopen.isPending}
      onClick={() => void report(reopen.mutateAsync())}
    >
      {t('banner.take-up')}
    </Button>
  );
}
