// Ten minutes more for everybody: says what will be before it is done.
import { IconClockPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { formatMoment } from '../../ui/format.ts';
import { serverNow } from '../../ui/server-clock.ts';
import { useReport } from '../../ui/use-report.ts';

const EXTENSION_MS = 10 * 60_000;

/** Counted from now when the time is up already. */
export function MoreTime({ hackathon }: { hackathon: HackathonView }) {
  const { t, i18n } = useTranslation('control-room');
  const report = useReport();
  const endsAt = Math.max(hackathon.endsAt, serverNow()) + EXTENSION_MS;
  const moment = (at: number) => formatMoment(at, i18n.language, hackathon.timeZone);
  return (
    <ConfirmButton
      variant="default"
      leftSection={<IconClockPlus size={18} />}
      question={t('teams.all-question', {
        moment: moment(endsAt),
        before: moment(hackathon.endsAt),
      })}
      confirm={t('teams.all-plus-ten')}
      onConfirm={() =>
        report(
          unwrap(api.hackathons[':id'].$patch({ param: { id: hackathon.id }, json: { endsAt } })),
        )
      }
    >
      {t('teams.all-plus-ten')}
    </ConfirmButton>
  );
}
