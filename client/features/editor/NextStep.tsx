// What comes next in a document's life, for whoever is looking: hand in, finalise, return, reopen.
import { Button, Menu, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { api, unwrap } from '../../api.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { useReport } from '../../ui/use-report.ts';
import { documentQuery } from './document-query.ts';
import classes from './editor.module.css';
import { FinaliseDialog } from './FinaliseDialog.tsx';

type Step = 'reopen' | 'withdraw';

/** The buttons a person may press, none when there is nothing for them to do. */
export function NextStep({ view }: { view: DocumentView }) {
  const { t } = useTranslation('editor');
  const { rights, id, state } = view;
  const [isFinalising, finalising] = useDisclosure(false);
  const [isReturning, returning] = useDisclosure(false);
  const [asked, setAsked] = useState<Step | null>(null);
  const canSubmit = rights.submit && !rights.finalise;
  const other: { step: Step; label: string }[] = [
    ...(rights.withdraw ? [{ step: 'withdraw' as const, label: t('next.withdraw') }] : []),
  ];
  const hasSteps = rights.finalise || canSubmit || rights.review || rights.reopen;
  return (
    <div className={classes.next}>
      {(rights.finalise || canSubmit) && (
        <Button fullWidth size="md" onClick={finalising.open}>
          {rights.finalise ? t('next.finalise') : t('next.submit')}
        </Button>
      )}
      {rights.review && (
        <Button fullWidth variant="default" onClick={returning.open}>
          {t('next.return')}
        </Button>
      )}
      {rights.reopen && !rights.review && (
        <Button fullWidth variant="default" onClick={() => setAsked('reopen')}>
          {state === 'in-review' ? t('next.take-back') : t('next.reopen')}
        </Button>
      )}
      {other.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              rightSection={<IconChevronDown size={14} />}
            >
              {hasSteps ? t('next.more') : t('next.steps')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {other.map(({ step, label }) => (
              <Menu.Item key={step} color="red" onClick={() => setAsked(step)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {isFinalising && (
        <FinaliseDialog view={view} isSubmitting={canSubmit} onClose={finalising.close} />
      )}
      {isReturning && <ReturnDialog id={id} onClose={returning.close} />}
      {asked !== null && <ConfirmStep view={view} step={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

interface ConfirmStepProps {
  view: DocumentView;
  step: Step;
  onClose(): void;
}

function ConfirmStep({ view, step, onClose }: ConfirmStepProps) {
  const { t } = useTranslation('editor');
  const queryClient = useQueryClient();
  const report = useReport();
  const [isBusy, setIsBusy] = useState(false);
  const key = step === 'reopen' && view.state === 'in-review' ? 'take-back' : step;
  const run = async () => {
    setIsBusy(true);
    const isDone = await report(
      unwrap(api.documents[':id'][step].$post({ param: { id: view.id } })).then((next) =>
        queryClient.setQueryData(documentQuery(view.id).queryKey, next),
      ),
    );
    setIsBusy(false);
    if (isDone) onClose();
  };
  return (
    <Dialog isOpen title={t(`confirm.${key}.title`)} onClose={onClose}>
      <p className={classes.dialogText}>{t(`confirm.${key}.text`)}</p>
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          loading={isBusy}
          color={step === 'withdraw' ? 'red' : undefined}
          onClick={() => void run()}
        >
          {t(`confirm.${key}.do`)}
        </Button>
      </div>
    </Dialog>
  );
}

function ReturnDialog({ id, onClose }: { id: string; onClose(): void }) {
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
