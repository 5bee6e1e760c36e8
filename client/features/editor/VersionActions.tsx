// Keeping a version under a name, and going back to one.
import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VersionView } from '../../../shared/api/history.ts';
import { api, unwrap } from '../../api.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { useReport } from '../../ui/use-report.ts';
import { documentQuery } from './document-query.ts';
import classes from './editor.module.css';

/** Keeps what the document says now under a name. */
export function NameVersion({ id }: { id: string }) {
  const { t } = useTranslation('editor');
  const queryClient = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [name, setName] = useState('');
  const keep = useMutation({
    mutationFn: () =>
      unwrap(api.documents[':id'].versions.$post({ param: { id }, json: { name: name.trim() } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: documentQuery(id).queryKey });
      setName('');
      close();
    },
  });
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('history.keep')}
      </Button>
      {isOpen && (
        <Dialog isOpen title={t('history.keep')} onClose={close}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              keep.mutate();
            }}
          >
            <TextInput
              label={t('history.keep-name')}
              description={t('history.keep-hint')}
              maxLength={120}
              value={name}
              data-autofocus
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <FormError error={keep.error} />
            <div className={classes.dialogActions}>
              <Button variant="default" onClick={close}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={keep.isPending} disabled={name.trim() === ''}>
                {t('history.keep-do')}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}

interface RestoreVersionProps {
  id: string;
  version: VersionView;
  onRestored(): void;
}

/** Makes the document say again what a version says, as a new change (LI6). */
export function RestoreVersion({ id, version, onRestored }: RestoreVersionProps) {
  const { t } = useTranslation('editor');
  const queryClient = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const report = useReport();
  const restore = async () => {
    const request = api.documents[':id'].versions[':versionId'].restore.$post({
      param: { id, versionId: version.id },
    });
    if (!(await report(unwrap(request)))) return;
    await queryClient.invalidateQueries({ queryKey: documentQuery(id).queryKey });
    close();
    onRestored();
  };
  return (
    <>
      <Button variant="light" size="sm" onClick={open}>
        {t('history.restore')}
      </Button>
      {isOpen && (
        <AskDialog
          title={t('history.restore-title')}
          confirm={t('history.restore')}
          onConfirm={restore}
          onClose={close}
          isHarmless
        >
          {t('history.restore-text')}
        </AskDialog>
      )}
    </>
  );
}
