// The questions before a document takes a step in its life: hand it back, reopen, withdraw.
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { api, unwrap } from '../../api.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { useReport } from '../../ui/use-report.ts';
import { documentQuery } from './document-query.ts';
import classes from './editor.module.css';

/** A step that is asked about once more. */
export type Step = 'reopen' | 'withdraw';

interface ConfirmStepProps {
  view: DocumentView;
  step: Step;
  onClose(): void;
  onDone(): void;
}

/** Asks whether it is meant. */
export function ConfirmStep({ view, step, onClose, onDone }: ConfirmStepProps) {
  const { t } = useTranslation('editor');
  const queryClient = useQueryClient();
  const report = useReport();
  const key = step === 'reopen' && view.state === 'in-review' ? 'take-back' : step;
  const run = async () => {
    const isDone = await report(
      unwrap(api.documents[':id'][step].$post({ param: { id: view.id } })).then((next) =>
        queryClient.setQueryData(documentQuery(view.id).queryKey, next),
      ),
    );
    if (isDone) onDone();
  };
  return (
    <AskDialog
      title={t(`confirm.${key}.title`)}
      confirm={t(`confirm.${key}.do`)}
      onConfirm={run}
      onClose={onClose}
      isHarmless={step !== 'withdraw'}
    >
      {t(`confirm.${key}.text`)}
    </AskDialog>
  );
}

/** Gives a document back to its team with a note. */
export function ReturnDialog({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('editor');
  const queryClient = useQueryClient();
  const [note, setNote] = useState('');
  const giveBack = useMutation({
    mutationFn: () =>
      unwrap(api.documents[':id'].return.$post({ param: { id }, json: { note: note.trim() } })),
    onSuccess: (view) => {
      queryClient.setQueryData(documentQuery(id).queryKey, view);
      onClose();
    },
  });
  return (
    <Dialog isOpen title={t('return.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          giveBack.mutate();
        }}
      >
        <Textarea
          label={t('return.note')}
          description={t('return.hint')}
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          data-autofocus
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <FormError error={giveBack.error} />
        <div className={classes.dialogActions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={giveBack.isPending} disabled={note.trim() === ''}>
            {t('next.return')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
