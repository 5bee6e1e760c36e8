// Finalising, or handing in: what is in the way in words with a way there, what looks alike, and the
// moment it is done.
import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type {
  DocumentView,
  DuplicateView,
  FinaliseAnswer,
  ProblemView,
} from '../../../shared/api/documents.ts';
import { validateForCatalogue } from '../../../shared/validation.ts';
import { ApiError, api, unwrap } from '../../api.ts';
import { useOpenDocument, useSaveState } from '../../collab/hooks.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { AlikeList } from './AlikeList.tsx';
import { documentQuery } from './document-query.ts';
import classes from './editor.module.css';
import { useForm } from './form-context.ts';
import button from './jump.module.css';
import { jumpToField } from './jump.ts';
import { MovedOn, newerRevisionOf } from './MovedOn.tsx';
import { ownLanguageName } from './place-names.ts';

interface FinaliseDialogProps {
  view: DocumentView;
  /** Handing in to a reviewer instead of finalising. */
  isSubmitting: boolean;
  onClose(): void;
  /** Before a field is shown: a drawer closes. */
  onLeave: (() => void) | undefined;
}

/** The dialog from the press to the end. */
export function FinaliseDialog({ view, isSubmitting, onClose, onLeave }: FinaliseDialogProps) {
  const { t } = useTranslation('editor');
  const { projectNow } = useOpenDocument();
  const queryClient = useQueryClient();
  const [problems, setProblems] = useState<readonly ProblemView[]>(() =>
    validateForCatalogue(projectNow().projection),
  );
  const [reason, setReason] = useState('');
  const { queryKey } = documentQuery(view.id);
  const step = useMutation({
    mutationFn: async (different: readonly string[]): Promise<FinaliseAnswer | null> => {
      if (isSubmitting) {
        await unwrap(api.documents[':id'].submit.$post({ param: { id: view.id } }));
        return null;
      }
      return unwrap(
        api.documents[':id'].finalise.$post({
          param: { id: view.id },
          json:
            different.length === 0
              ? {}
              : { notTheSame: { ids: [...different], reason: reason.trim() } },
        }),
      );
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'not_ready') {
        setProblems(error.details as ProblemView[]);
      }
    },
  });
  const { error } = step;
  const alike =
    error instanceof ApiError && error.code === 'possible_duplicate'
      ? (error.details as DuplicateView[])
      : [];
  if (step.isSuccess) {
    return <Done answer={step.data} onClose={onClose} />;
  }
  const newer = newerRevisionOf(error);
  const isOther = error !== null && alike.length === 0 && newer === null && problems.length === 0;
  return (
    <Dialog
      isOpen
      title={t(isSubmitting ? 'finalise.submit-title' : 'finalise.title')}
      size="lg"
      onClose={onClose}
    >
      {problems.length > 0 ? (
        <Problems
          problems={problems}
          onJump={() => {
            onClose();
            onLeave?.();
          }}
        />
      ) : (
        <p className={classes.dialogText}>
          {t(isSubmitting ? 'finalise.submit-text' : 'finalise.text')}
        </p>
      )}
      {alike.length > 0 && (
        <Alike
          view={view}
          alike={alike}
          reason={reason}
          onReason={setReason}
          onAdapted={() => step.reset()}
        />
      )}
      {newer !== null && (
        <MovedOn documentId={view.id} newer={newer} onTaken={() => step.reset()} />
      )}
      {isOther && <FormError error={error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>
          {t(problems.length > 0 ? 'finalise.go-on' : 'cancel')}
        </Button>
        {problems.length === 0 && newer === null && (
          <ConfirmButton
            isBusy={step.isPending}
            isBlocked={alike.length > 0 && reason.trim() === ''}
            label={t(
              alike.length > 0
                ? 'finalise.not-the-same'
                : isSubmitting
                  ? 'finalise.submit-do'
                  : 'finalise.do',
            )}
            onPress={() => step.mutate(alike.map(({ id }) => id))}
          />
        )}
      </div>
    </Dialog>
  );
}

interface ConfirmButtonProps {
  isBusy: boolean;
  isBlocked: boolean;
  label: string;
  onPress(): void;
}

/** Waits until my last words are on the server: they would not be in the revision. */
function ConfirmButton({ isBusy, isBlocked, label, onPress }: ConfirmButtonProps) {
  const { t } = useTranslation('editor');
  const state = useSaveState();
  const isUnsent = 'unacknowledged' in state && state.unacknowledged > 0;
  return (
    <>
      {isUnsent && (
        <span className={classes.soft} role="status">
          {t('finalise.unsent')}
        </span>
      )}
      <Button loading={isBusy} disabled={isBlocked || isUnsent} onClick={onPress}>
        {label}
      </Button>
    </>
  );
}

interface ProblemsProps {
  problems: readonly ProblemView[];
  onJump(): void;
}

function Problems({ problems, onJump }: ProblemsProps) {
  const { t } = useTranslation(['editor', 'fields']);
  const form = useForm();
  return (
    <>
      <p className={classes.dialogText}>
        {t('editor:finalise.problems', { count: problems.length })}
      </p>
      <ul className={classes.problems}>
        {problems.map(({ field, language, code, detail }) => (
          <li key={`${field}.${language}.${code}.${detail}`}>
            <button
              type="button"
              className={button.jump}
              onClick={() => {
                onJump();
                jumpToField(form, field, language);
              }}
            >
              {t(`fields:label.${field}`)}
              {language !== null && ` (${ownLanguageName(language)})`}
            </button>
            <span>{t(`fields:problem.${code}`, { detail })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface AlikeProps {
  view: DocumentView;
  alike: readonly DuplicateView[];
  reason: string;
  onReason(reason: string): void;
  /** Nobody has to say why it is another thing. */
  onAdapted(): void;
}

function Alike({ view, alike, reason, onReason, onAdapted }: AlikeProps) {
  const { t } = useTranslation('lookup');
  return (
    <>
      <p className={classes.dialogText} role="alert">
        {t('alike.title', { count: alike.length })}
      </p>
      <AlikeList
        alike={alike}
        documentId={view.id}
        askingTeamId={view.teamId}
        onAdapted={onAdapted}
      />
      <TextInput
        label={t('alike.reason')}
        description={t('alike.reason-hint')}
        maxLength={300}
        value={reason}
        onChange={({ currentTarget }) => onReason(currentTarget.value)}
      />
    </>
  );
}

function Done({ answer, onClose }: { answer: FinaliseAnswer | null; onClose(): void }) {
  const { t } = useTranslation('editor');
  return (
    <Dialog
      isOpen
      title={t(answer === null ? 'done.submitted' : 'done.finalised')}
      onClose={onClose}
    >
      <div className={classes.done}>
        <IconCircleCheck size={56} stroke={1.5} aria-hidden="true" />
        <p>
          {answer === null
            ? t('done.submitted-text')
            : t('done.finalised-text', { revision: answer.revision })}
        </p>
        {answer !== null && (
          <Button component={Link} to={answer.path} size="md">
            {t('done.see')}
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </Dialog>
  );
}
