// What happens to words that did not arrive, above the form, and what can be done about it.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CLOSE } from '../../../shared/protocol.ts';
import { copyFile } from '../../collab/copy-files.ts';
import { documentRegistry } from '../../collab/document-registry.ts';
import { useConnection, useFactPart, useOpenDocument, useSaveState } from '../../collab/hooks.ts';
import { clearLocalCopy } from '../../collab/local-copies.ts';
import { MESSAGE_TOO_BIG } from '../../collab/reconnect.ts';
import type { SaveState } from '../../collab/save-state.ts';
import { reloadNewest } from '../../ui/reload-newest.ts';
import { saveFile } from '../../ui/save-file.ts';
import { useReport } from '../../ui/use-report.ts';
import { Banner } from './Banner.tsx';
import { useForm } from './form-context.ts';
import { saveWords } from './save-words.ts';

interface SaveBannerProps {
  /** The server was asked in vain what the document is: its socket may still be waited for. */
  isUnanswered: boolean;
}

/** Nothing while saving needs nobody: that alone is followed then, not every key. */
export function SaveBanner({ isUnanswered }: SaveBannerProps) {
  const isNeeded = useFactPart(
    useOpenDocument().saveState,
    (state) => saveWords(state).isUrgent || (isUnanswered && state.type === 'connecting'),
  );
  return isNeeded ? <UrgentSaving isUnanswered={isUnanswered} /> : null;
}

/** What is wrong with saving, when it needs the person, and what they can do. */
function UrgentSaving({ isUnanswered }: SaveBannerProps) {
  const { t } = useTranslation(['editor', 'fields']);
  const document = useOpenDocument();
  const state = useSaveState();
  const connection = useConnection();
  const report = useReport();
  const { canEdit } = useForm();
  const words = saveWords(isUnanswered ? asUnreached(state) : state);
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
      {isUnanswered && canEdit && ` ${t('banner.not-known-yet')}`}
    </Banner>
  );
}

function asUnreached(state: SaveState): SaveState {
  return state.type === 'connecting' ? { ...state, isUnreached: true } : state;
}
