// One line above the form when something needs to be known: why it cannot be written in, what happens
// to words that did not arrive, what a reviewer asked for.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { CLOSE } from '../../../shared/protocol.ts';
import { api, unwrap } from '../../api.ts';
import { copyFile } from '../../collab/copy-files.ts';
import { documentRegistry } from '../../collab/document-registry.ts';
import {
  useConnection,
  useDenial,
  useFactPart,
  useOpenDocument,
  useSaveState,
} from '../../collab/hooks.ts';
import { clearLocalCopy } from '../../collab/local-copies.ts';
import { MESSAGE_TOO_BIG } from '../../collab/reconnect.ts';
import { reloadNewest } from '../../ui/reload-newest.ts';
import { saveFile } from '../../ui/save-file.ts';
import { useReport } from '../../ui/use-report.ts';
import classes from './banner.module.css';
import { documentQuery } from './document-query.ts';
import { useForm } from './form-context.ts';
import { saveWords } from './save-words.ts';

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
  const { canEdit } = useForm();
  return (
    <div className={classes.banners} aria-live="polite">
      <SaveBanner />
      {isUnanswered && (
        <Banner tone="warning">{t(canEdit ? 'banner.unknown-writing' : 'banner.unknown')}</Banner>
      )}
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
  const queryClient = useQueryClient();
  const report = useReport();
  const reopen = useMutation({
    mutationFn: () => unwrap(api.documents[':id'].reopen.$post({ param: { id } })),
    onSuccess: (view) => queryClient.setQueryData(documentQuery(id).queryKey, view),
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

/** Nothing while saving needs nobody: that alone is followed then, not every key. */
function SaveBanner() {
  const isUrgent = useFactPart(useOpenDocument().saveState, (state) => saveWords(state).isUrgent);
  return isUrgent ? <UrgentSaving /> : null;
}

/** What is wrong with saving, when it needs the person, and what they can do. */
function UrgentSaving() {
  const { t } = useTranslation(['editor', 'fields']);
  const document = useOpenDocument();
  const state = useSaveState();
  const connection = useConnection();
  const report = useReport();
  const words = saveWords(state);
  const label = (field: string) => t(`fields:label.${field}`);
  const download = () => saveFile(copyFile(document.kind, document.doc, 'text', label));
  const downloadData = () => saveFile(copyFile(document.kind, document.doc, 'data', label));
  const discard = async () => {
    await documentRegistry.closeAll();
    await clearLocalCopy(document.personId, document.documentId);
    location.reload();
  };
  // What is refused or too large comes again with every visit until it is let go.
  const isStuck =
    state.type === 'refused' || (state.type === 'closed' && state.event.code === MESSAGE_TOO_BIG);
  const isReload = state.type === 'closed' && state.event.code === CLOSE.outdatedClient.code;
  return (
    <Banner
      tone={words.tone === 'bad' ? 'bad' : 'warning'}
      actions={
        <>
          {words.offersCopy && (
            <>
              <Button size="xs" variant="default" onClick={download}>
                {t('copy.text')}
              </Button>
              <Button size="xs" variant="default" onClick={downloadData}>
                {t('copy.data')}
              </Button>
            </>
          )}
          {isReload && (
            <Button size="xs" onClick={() => void reloadNewest()}>
              {t('banner.reload')}
            </Button>
          )}
          {state.type === 'closed' && state.event.code === CLOSE.signedOut.code && (
            <Button
              size="xs"
              component={Link}
              to={`/sign-in?next=/documents/${document.documentId}`}
            >
              {t('banner.sign-in')}
            </Button>
          )}
          {connection.type === 'waiting' && (
            <Button size="xs" variant="default" onClick={document.reconnect}>
              {t('banner.try-now')}
            </Button>
          )}
          {isStuck && (
            <Button size="xs" variant="subtle" color="red" onClick={() => void report(discard())}>
              {t('copy.discard')}
            </Button>
          )}
        </>
      }
    >
      {t(`save.long.${words.sentence}`)}
      {words.remainder !== null && ` ${t(`save.${words.remainder}`)}`}
    </Banner>
  );
}

interface BannerProps {
  tone: 'calm' | 'warning' | 'bad';
  actions?: ReactNode;
  children: ReactNode;
}

function Banner({ tone, actions, children }: BannerProps) {
  const ToneIcon = tone === 'calm' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes.banner} data-tone={tone}>
      <ToneIcon size={20} stroke={1.75} aria-hidden="true" />
      <p>{children}</p>
      {actions !== undefined && <div className={classes.bannerActions}>{actions}</div>}
    </div>
  );
}
