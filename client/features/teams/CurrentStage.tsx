// Which part of a hackathon is on, and until when.
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { formatMoment, formatTime } from '../../ui/format.ts';
import { useServerNow } from '../../ui/server-clock.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Nothing when the time is not divided, or the last part is over. */
export function CurrentStage({ hackathon }: { hackathon: HackathonView }) {
  const { t, i18n } = useTranslation('teams');
  const now = useServerNow(15_000);
  const stage = hackathon.stages.find(({ endsAt }) => endsAt > now);
  if (stage === undefined || hackathon.state !== 'open') return null;
  const format = stage.endsAt - now < DAY_MS ? formatTime : formatMoment;
  const moment = format(stage.endsAt, i18n.language, hackathon.timeZone);
  return (
    <div>
      <bdi>{t('stage', { stage: stage.name, moment })}</bdi>
    </div>
  );
}
