// How to join, for the last row: a code to scan and a code to type, as large as the wall.
import { useTranslation } from 'react-i18next';
import { QrCode } from '../QrCode.tsx';
import { joinAddress } from './join-address.ts';
import classes from './Scenes.module.css';

interface JoinSceneProps {
  code: string;
  url: string;
}

/** Nobody types `https://`. */
export function JoinScene({ code, url }: JoinSceneProps) {
  const { t } = useTranslation('wall');
  const address = joinAddress(url, location.origin);
  return (
    <div className={classes.join}>
      <ol className={classes.steps}>
        <li>
          <span>{t('join.step-scan')}</span>
          <strong>{`${new URL(address).host}/join`}</strong>
        </li>
        <li>
          <span>{t('join.step-code')}</span>
          <strong className={classes.code}>{code}</strong>
        </li>
        <li>
          <span>{t('join.step-name')}</span>
        </li>
      </ol>
      <div className={classes.qr}>
        <QrCode text={address} label={t('join.qr', { url: address })} />
      </div>
    </div>
  );
}
