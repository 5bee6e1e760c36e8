// A newer revision of the record was published while this was written: take it in, and see what of it
// was taken and what stays as it is here.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NewerRevision } from '../../../shared/api/improvements.ts';
import { ApiError, api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { documentQuery } from './document-query.ts';
import classes from './editor.module.css';

/** The newer revision an error tells of, or `null`. */
export function newerRevisionOf(error: Error | null): NewerRevision | null {
  return error instanceof ApiError && error.code === 'record_moved_on'
    ? (error.details as NewerRevision)
    : null;
}

/** Nothing is finalised over it: `onTaken` when it is in. */
export function MovedOn({
  documentId,
  newer,
  onTaken,
}: {
  documentId: string;
  newer: NewerRevision;
  onTaken(): void;
}) {
  const { t } = useTranslation(['editor', 'fields']);
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: () => unwrap(api.documents[':id'].rebase.$post({ param: { id: documentId } })),
    onSuccess: () => queryClient.invalidateQueries(documentQuery(documentId)),
  });
  const { revision, path, teamName, hackathonName } = newer;
  const listed = (names: readonly string[]) =>
    names.map((name) => t(`fields:label.${name}`)).join(', ');
  if (take.isSuccess) {
    const { taken, kept } = take.data;
    return (
      <div role="status">
        <p className={classes.dialogText}>{t('editor:moved-on.done', { revision })}</p>
        {taken.length > 0 && (
          <p className={classes.dialogText}>
            {t('editor:moved-on.taken', { fields: listed(taken) })}
          </p>
        )}
        {kept.length > 0 && (
          <p className={classes.dialogText}>
            {t('editor:moved-on.kept', { fields: listed(kept) })}
          </p>
        )}
        <Button variant="default" onClick={onTaken}>
          {t('editor:moved-on.go-on')}
        </Button>
      </div>
    );
  }
  return (
    <div role="alert">
      <p className={classes.dialogText}>
        {t('editor:moved-on.text', {
          revision,
          who: teamName === null ? hackathonName : `${teamName} (${hackathonName})`,
        })}{' '}
        <a href={path} target="_blank" rel="noreferrer">
          {t('editor:moved-on.look', { revision })}
        </a>
      </p>
      <FormError error={take.error} />
      <Button loading={take.isPending} onClick={() => take.mutate()}>
        {t('editor:moved-on.take', { revision })}
      </Button>
    </div>
  );
}
