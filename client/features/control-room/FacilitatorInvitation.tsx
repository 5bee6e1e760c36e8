// A one-time link that makes somebody a facilitator here.
import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FormError } from '../../ui/FormError.tsx';
import classes from './panel.module.css';

/** Makes the link and shows it once. */
export function FacilitatorInvitation({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const invite = useMutation({
    mutationFn: () =>
      unwrap(
        api.hackathons[':id']['facilitator-invitations'].$post({ param: { id: hackathonId } }),
      ),
  });
  return (
    <section className={`${classes.section} ${classes.screen}`} aria-labelledby={title}>
      <h2 id={title}>{t('invite.title')}</h2>
      <p>{t('invite.lead')}</p>
      <FormError error={invite.error} />
      {invite.data !== undefined && (
        <div className={classes.address} role="status">
          <p>{t('invite.once')}</p>
          <code>{invite.data.url}</code>
          <div className={classes.row}>
            <CopyButton text={invite.data.url} label={t('invite.link')} />
          </div>
        </div>
      )}
      <div className={classes.row}>
        <Button
          variant="default"
          leftSection={<IconUserPlus size={18} />}
          loading={invite.isPending}
          onClick={() => invite.mutate()}
        >
          {t('invite.create')}
        </Button>
      </div>
    </section>
  );
}
