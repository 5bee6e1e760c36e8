// How to join, for everybody in the hall: a code to scan and a code to type.
import { useTranslation } from 'react-i18next';
import { QrCode } from '../QrCode.tsx';
import classes from './JoinCorner.module.css';

interface JoinCornerProps {
  code: string;
  url: string;
}

/** The address without its scheme: nobody types `https://`. */
export function JoinCorner({ code, url }: JoinCornerProps) {
  const { t } = useTranslation('wall');
  const { host } = new URL(url);
  return (
    <section className={classes.join} aria-label={t('join.title')}>
      <div className={classes.picture}>
        <QrCode text={url} label={t('join.qr', { url })} />
      </div>
      <p className={classes.words}>
        {t('join.scan')} <strong>{`${host}/join`}</strong> {t('join.code')}
      </p>
      <p className={classes.code}>{code}</p>
    </section>
  );
}
