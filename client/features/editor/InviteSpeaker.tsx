// A one-time link for the person who speaks for a signatory and is not of the hackathon.
import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { formatMoment } from '../../ui/format.ts';
import classes from './signatories.module.css';

interface InviteSpeakerProps {
  param: { id: string; signatoryId: string };
  name: string;
  /** Until when an earlier link works that nobody used yet. */
  until: number | null;
}

/** Makes the link and shows it this once. */
export function InviteSpeaker({ param, name, until }: InviteSpeakerProps) {
  const { t, i18n } = useTranslation('editor');
  const make = useMutation({
    mutationFn: () =>
      unwrap(api.documents[':id'].signatories[':signatoryId'].link.$post({ param })),
  });
  // Used by somebody, or replaced by another: this one leads nowhere any more.
  const link = make.data?.expiresAt === until ? make.data : undefined;
  const label = t(until === null ? 'signatory.link' : 'signatory.link-again');
  return (
    <>
      {until !== null && (
        <span>{t('signatory.link-until', { moment: formatMoment(until, i18n.language) })}</span>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconLink size={16} stroke={1.75} />}
        loading={make.isPending}
        onClick={() => make.mutate()}
        aria-label={`${label}: ${name}`}
      >
        {label}
      </Button>
      <FormError error={make.error} />
      {link !== undefined && (
        <div className={classes.link} role="status">
          <p>{t('signatory.link-once', { name })}</p>
          <code>{link.url}</code>
          <CopyButton text={link.url} label={t('signatory.link-for', { name })} size="xs" />
        </div>
      )}
    </>
  );
}
