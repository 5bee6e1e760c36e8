// An invited team goes: its invitation is taken back, or it leaves by itself. Asked once more, for it is
// out at once.
import { Button, CloseButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../shared/api/documents.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import { api, unwrap } from '../api.ts';
import { useDocumentChange } from './use-document-change.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import classes from './WritingTeams.module.css';

// It weighs more than the screens this stands on, and most visits need none.
const Dialog = lazy(async () => ({ default: (await import('./Dialog.tsx')).Dialog }));

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

function Question({ documentId, title, confirm, send, onClose, children }: QuestionProps) {
  const { t } = useTranslation('lookup');
  const change = useDocumentChange(documentId);
  const go = useMutation({ mutationFn: () => change(send()), onSuccess: onClose });
  const stay = () => onClose(false);
  return (
    <Suspense fallback={null}>
      <Dialog isOpen title={title} onClose={stay}>
        <p className={classes.question}>{children}</p>
        <div className={classes.answers}>
          <Button variant="default" onClick={stay}>
            {t('cancel')}
          </Button>
          <Button color="red" loading={go.isPending} onClick={() => go.mutate()}>
            {confirm}
          </Button>
        </div>
      </Dialog>
    </Suspense>
  );
}
