// The paper for the tables: a page per code, large. On the screen it is not there.
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { JoinCodeView, TeamView } from '../../../shared/api/teams.ts';
import { HackathonLogo } from '../../ui/HackathonLogo.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import classes from './PrintSheet.module.css';

interface PrintSheetProps {
  hackathon: HackathonView;
  codes: readonly (JoinCodeView & { team: TeamView | null })[];
}

/** Beside the app's root, so that printing shows nothing else. */
export function PrintSheet({ hackathon, codes }: PrintSheetProps) {
  const { t } = useTranslation('control-room');
  return createPortal(
    <div className={classes.sheets}>
      {codes.map(({ code, url, team }) => (
        <section
          key={code}
          className={classes.sheet}
          style={{ borderTopColor: hackathon.accent ?? undefined }}
        >
          <HackathonLogo path={hackathon.logoPath} />
          <p className={classes.hackathon} dir="auto">
            {hackathon.name}
          </p>
          <h2 dir="auto">{team === null ? t('codes.hall') : team.name}</h2>
          <QrCode text={url} label={t('codes.qr', { code })} size={360} />
          <p className={classes.code}>{code}</p>
          <p className={classes.how}>
            {t('codes.how')}{' '}
            <strong>{url.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '')}</strong>
          </p>
        </section>
      ))}
    </div>,
    document.body,
  );
}
