// An invited team goes: its invitation is taken back, or it leaves by itself. Asked once more, for it is
// out at once.
import { Button, CloseButton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../shared/api/documents.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import { api, unwrap } from '../api.ts';
import { useDocumentChange } from './use-document-change.ts';
import { useKeptFocus } from './use-kept-focus.ts';

// It weighs more than the screens this stands on, and most visits need none.
const AskDialog = lazy(async () => ({ default: (await import('./AskDialog.tsx')).AskDialog }));

interface TeamGoesProps {
  documentId: string;
  team: TeamView;
}

/** For whoever may invite. */
export function Uninvite({ documentId, team }: TeamGoesProps) {
  const { t } = useTranslation('lookup');
  const { isOpen, open, close } = useQuestion();
  return (
    <>
      <CloseButton
        size={36}
        iconSize={16}
        aria-label={t('others.remove', { team: team.name })}
        onClick={open}
      />
      {isOpen && (
        <Question
          documentId={documentId}
          title={t('others.removed-title')}
          confirm={t('others.removed-do')}
          send={() =>
            unwrap(
              api.documents[':id'].invitations[':teamId'].$delete({
                param: { id: documentId, teamId: team.id },
              }),
            )
          }
          onClose={close}
        >
          {t('others.removed-text', { team: team.name })}
        </Question>
      )}
    </>
  );
}

/** For those who were invited. */
export function Leave({ documentId, team }: TeamGoesProps) {
  const { t } = useTranslation('lookup');
  const { isOpen, open, close } = useQuestion();
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={t('others.leave-label', { team: team.name })}
        onClick={open}
      >
        {t('others.leave')}
      </Button>
      {isOpen && (
        <Question
          documentId={documentId}
          title={t('others.leave-title')}
          confirm={t('others.leave')}
          send={() =>
            unwrap(
              api.teams[':teamId'].invitations[':documentId'].$delete({
                param: { teamId: team.id, documentId },
              }),
            )
          }
          onClose={close}
        >
          {t('others.leave-text', { team: team.name })}
        </Question>
      )}
    </>
  );
}

/** Boards hear later that the team is gone: until then its button stands there, with the keyboard. */
function useQuestion() {
  const [state, setState] = useState<'idle' | 'open' | 'gone'>('idle');
  useKeptFocus(state !== 'idle');
  return {
    isOpen: state === 'open',
    open: () => setState('open'),
    close: (isGone: boolean) => setState(isGone ? 'gone' : 'idle'),
  };
}

interface QuestionProps {
  documentId: string;
  title: string;
  confirm: string;
  send(): Promise<DocumentView>;
  onClose(isGone: boolean): void;
  children: ReactNode;
}

function Question({ documentId, send, onClose, ...words }: QuestionProps) {
  const change = useDocumentChange(documentId);
  const go = async () => {
    if (await change(send())) onClose(true);
  };
  return (
    <Suspense fallback={null}>
      <AskDialog {...words} onConfirm={go} onClose={() => onClose(false)} />
    </Suspense>
  );
}
