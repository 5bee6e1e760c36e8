// A link with which somebody who forgot their password sets a new one, handed over in person.
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RosterEntryView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import classes from './settings.module.css';

interface ResetLinkDialogProps {
  hackathonId: string;
  person: RosterEntryView;
  onClose: () => void;
}

/** Explains first, then makes the link and shows it this once. */
export function ResetLinkDialog({ hackathonId, person, onClose }: ResetLinkDialogProps) {
  const { t } = useTranslation('hackathon-settings');
  const { personId, name } = person;
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.hackathons[':id'].people[':personId']['reset-link'].$post({
          param: { id: hackathonId, personId },
        }),
      ),
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('reset.title', { name })}>
      <div className={classes.form}>
        <FormError error={make.error} />
        {make.data === undefined ? (
          <>
            <p className={classes.text}>{t('reset.lead')}</p>
            <div className={classes.answers}>
              <Button loading={make.isPending} onClick={() => make.mutate()}>
                {t('reset.make')}
              </Button>
            </div>
          </>
        ) : (
          <div className={classes.address} role="status">
            <p>{t('reset.once', { name })}</p>
            <QrCode text={make.data.url} label={t('reset.qr', { name })} size={168} />
            <code>{make.data.url}</code>
            <div>
              <CopyButton text={make.data.url} label={t('reset.link')} />
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}
