// Saying something to everybody: boards and walls show it within a second.
import { Button, Textarea } from '@mantine/core';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncementView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './panel.module.css';

interface AnnouncementsPanelProps {
  hackathonId: string;
  announcements: readonly AnnouncementView[];
}

/** Writes announcements and takes them down. */
export function AnnouncementsPanel({ hackathonId, announcements }: AnnouncementsPanelProps) {
  const { t } = useTranslation('control-room');
  const report = useReport();
  const title = useId();
  const [text, setText] = useState('');
  const announce = useMutation({
    mutationFn: async () => {
      await unwrap(
        api.hackathons[':id'].announcements.$post({
          param: { id: hackathonId },
          json: { text: text.trim() },
        }),
      );
      setText('');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') announce.mutate();
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('announce.title')}</h2>
      <form className={classes.form} onSubmit={submit}>
        <Textarea
          aria-label={t('announce.text')}
          placeholder={t('announce.text')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FormError error={announce.error} />
        <div className={classes.row}>
          <Button
            type="submit"
            leftSection={<IconSpeakerphone size={18} />}
            disabled={text.trim() === ''}
            loading={announce.isPending}
          >
            {t('announce.send')}
          </Button>
        </div>
      </form>
      {announcements.length > 0 && (
        <ul className={classes.list}>
          {announcements.map(({ id, text: shown, createdAt }) => (
            <li key={id} className={classes.item}>
              <div className={classes.grow}>
                <div dir="auto">{shown}</div>
                <div className={classes.soft}>
                  <RelativeTime at={createdAt} />
                </div>
              </div>
              <Button
                variant="default"
                size="xs"
                aria-label={t('announce.end-one', { text: shown })}
                onClick={() =>
                  void report(unwrap(api.announcements[':id'].$delete({ param: { id } })))
                }
              >
                {t('announce.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
