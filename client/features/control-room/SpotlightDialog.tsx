// Which of a team's documents everybody is asked to look at.
import { Button, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import { api, unwrap } from '../../api.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './panel.module.css';

interface SpotlightDialogProps {
  hackathonId: string;
  documents: readonly DocumentSummary[];
  onClose: () => void;
}

/** Says what will happen before it does. */
export function SpotlightDialog({ hackathonId, documents, onClose }: SpotlightDialogProps) {
  const { t } = useTranslation(['control-room', 'shell']);
  const report = useReport();
  const [documentId, setDocumentId] = useState(documents[0]?.id ?? null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (documentId === null) return;
    const request = api.hackathons[':id'].spotlight.$post({
      param: { id: hackathonId },
      json: { documentId },
    });
    if (await report(unwrap(request))) onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('shell:spotlight.show')}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <Select
          label={t('spotlight.which')}
          description={t('spotlight.hint')}
          size="md"
          searchable
          allowDeselect={false}
          data={documents.map(({ id, title }) => ({ value: id, label: title || t('untitled') }))}
          value={documentId}
          onChange={setDocumentId}
        />
        <div className={classes.row}>
          <Button type="submit" disabled={documentId === null}>
            {t('shell:spotlight.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
