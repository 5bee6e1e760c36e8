// Saying something to everybody: boards, documents and walls show it within a second, and this says on
// how many screens it was.
import { Button, Checkbox, Textarea } from '@mantine/core';
import { IconSpeakerphone } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachView } from '../../../shared/api/control.ts';
import type { AnnouncementView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { useShown } from '../../ui/notices-query.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './panel.module.css';
import { controlQuery } from './queries.ts';

interface AnnouncementsPanelProps {
  hackathonId: string;
  /** As the board has them now. */
  announcements: readonly AnnouncementView[];
}

/** Writes announcements, follows them to the screens and takes them down. */
export function AnnouncementsPanel({ hackathonId, announcements }: AnnouncementsPanelProps) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const reached = useReach(hackathonId, announcements);
  useShown(announcements);
  const standing = reached.filter(({ endedAt }) => endedAt === null);
  const earlier = reached.filter(({ endedAt }) => endedAt !== null);
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('announce.title')}</h2>
      <AnnouncementForm hackathonId={hackathonId} />
      {standing.length > 0 && (
        <ul className={classes.list}>
          {standing.map((announcement) => (
            <StandingItem
              key={announcement.id}
              announcement={announcement}
              hackathonId={hackathonId}
            />
          ))}
        </ul>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{t('announce.earlier')}</summary>
          <ul className={classes.list}>
            {earlier.map(({ id, text, createdAt, shownTo, spotlight, openedBy }) => (
              <li key={id} className={classes.item}>
                <div className={classes.grow}>
                  <div dir="auto">
                    {spotlight !== null && `${t('spotlight.title')}: `}
                    {text}
                  </div>
                  <div className={classes.soft}>
                    <RelativeTime at={createdAt} /> · {t('announce.seen-total', { count: shownTo })}
                    {spotlight !== null && ` · ${t('spotlight.opened', { count: openedBy })}`}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Whom they have reached, asked at once when the board has others. */
function useReach(
  hackathonId: string,
  announcements: readonly AnnouncementView[],
): readonly ReachView[] {
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...controlQuery(hackathonId), placeholderData: keepPreviousData });
  const ids = announcements.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when others stand.
  useEffect(() => {
    void queryClient.invalidateQueries(controlQuery(hackathonId));
  }, [queryClient, hackathonId, ids]);
  return data?.announcements ?? [];
}

function AnnouncementForm({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('control-room');
  const [text, setText] = useState('');
  const [isUrgent, setUrgent] = useState(false);
  const announce = useMutation({
    mutationFn: async () => {
      await unwrap(
        api.hackathons[':id'].announcements.$post({
          param: { id: hackathonId },
          json: { text: text.trim(), isUrgent },
        }),
      );
      setText('');
      setUrgent(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') announce.mutate();
  };
  return (
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
      <Checkbox
        label={t('announce.urgent')}
        description={t('announce.urgent-hint')}
        checked={isUrgent}
        onChange={(event) => setUrgent(event.currentTarget.checked)}
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
  );
}

function StandingItem({
  announcement,
  hackathonId,
}: {
  announcement: ReachView;
  hackathonId: string;
}) {
  const { t } = useTranslation('control-room');
  const report = useReport();
  const { data } = useQuery(controlQuery(hackathonId));
  const { id, isUrgent, createdAt, shownToHere, shownOnWalls, spotlight, openedBy } = announcement;
  const text = spotlight === null ? announcement.text : spotlight.title || t('untitled');
  return (
    <li className={classes.item}>
      <div className={classes.grow}>
        <div dir="auto">
          {isUrgent && <strong>{t('announce.urgent')}: </strong>}
          {spotlight !== null && <strong>{t('spotlight.title')}: </strong>}
          {text}
        </div>
        <div className={classes.soft}>
          <RelativeTime at={createdAt} /> ·{' '}
          {t('announce.reach', { here: shownToHere, count: data?.peopleHere ?? 0 })}
          {spotlight !== null && ` · ${t('spotlight.opened', { count: openedBy })}`}
          {shownOnWalls > 0 && `, ${t('announce.walls', { count: shownOnWalls })}`}
        </div>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('announce.end-one', { text })}
        onClick={() => void report(unwrap(api.announcements[':id'].$delete({ param: { id } })))}
      >
        {t('announce.end')}
      </Button>
    </li>
  );
}
