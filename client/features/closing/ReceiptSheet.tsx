// One receipt of participation, as it is printed: who, where, when, with whom, what, and how to verify it.
import { useTranslation } from 'react-i18next';
import type { ReceiptView } from '../../../shared/api/closing.ts';
import { formatDays } from '../../ui/format.ts';
import { HackathonLogo } from '../../ui/HackathonLogo.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import classes from './Receipts.module.css';

/** Characters of a hash that are read aloud or compared by eye. */
const SHORT = 12;

/** A page of its own on paper. */
export function ReceiptSheet({ receipt }: { receipt: ReceiptView }) {
  const { t, i18n } = useTranslation('closing');
  const { name, hackathon, teams, entries, hash, verifyUrl, issuedAt } = receipt;
  const days = (from: number, to: number) =>
    formatDays(from, to, i18n.language, hackathon.timeZone);
  return (
    <article className={classes.sheet} style={{ borderTopColor: hackathon.accent ?? undefined }}>
      <div className={classes.brand}>
        <Logo size={28} /> Sommet
        <HackathonLogo path={hackathon.logoPath} />
      </div>
      <p className={classes.kicker}>{t('receipt.title')}</p>
      <h2 dir="auto">{name}</h2>
      <p className={classes.lead}>
        {t('receipt.took-part', { hackathon: hackathon.name })}
        {hackathon.place !== '' && <bdi> · {hackathon.place}</bdi>}
        <br />
        {days(hackathon.startsAt, hackathon.endsAt)}
        {teams.length > 0 && (
          <>
            <br />
            {t('receipt.team', { count: teams.length })} <bdi>{teams.join(', ')}</bdi>
          </>
        )}
      </p>
      <h3>{t('receipt.entries', { count: entries.length })}</h3>
      <ul className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.hash}>
            <strong dir="auto">{entry.title}</strong>{' '}
            <span>
              {t(`receipt.kind.${entry.kind}`)} ·{' '}
              {t('receipt.revision', { number: entry.revision })}
            </span>
            <a href={entry.url}>{decodeURI(entry.url).replace(/^https?:\/\//, '')}</a>
          </li>
        ))}
      </ul>
      <footer className={classes.proof}>
        <QrCode text={verifyUrl} label={t('receipt.qr')} size={110} />
        <p>
          {t('receipt.verify')}
          <br />
          <code>{hash.slice(0, SHORT).replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <br />
          {t('receipt.issued', { day: days(issuedAt, issuedAt) })}
        </p>
      </footer>
    </article>
  );
}
