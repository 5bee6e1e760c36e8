// The end of a hackathon on the wall: how it went in sixty seconds, what came of it, who contributed,
// and where it stays. Begins again until somebody chooses another scene.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingView } from '../../../shared/api/closing.ts';
import type { WallView } from '../../../shared/api/wall.ts';
import { QrCode } from '../QrCode.tsx';
import classes from './Closing.module.css';
import { CreditsPage } from './CreditsPage.tsx';
import { cutCredits } from './cut-credits.ts';
import { joinAddress } from './join-address.ts';
import { Lapse } from './Lapse.tsx';
import { TotalsScene } from './TotalsScene.tsx';

/** How long each part stands, ms. The film's own length is in Lapse.tsx. */
const TOTALS_MS = 12_000;
const CREDITS_MS = 9000;
const CATALOGUE_MS = 15_000;

/** Before a failed reading is tried again, ms. */
const RETRY_MS = 5000;

interface ClosingSceneProps {
  view: WallView;
  load: () => Promise<ClosingView>;
}

/** Reads the closing once for every showing. */
export function ClosingScene({ view, load }: ClosingSceneProps) {
  const { t } = useTranslation('wall');
  const closing = useClosing(load);
  if (closing === null) return <p className={classes.waiting}>{t('closing.preparing')}</p>;
  return <Parts view={view} closing={closing} />;
}

function Parts({ view, closing }: { view: WallView; closing: ClosingView }) {
  const { t } = useTranslation('wall');
  const [part, setPart] = useState(0);
  const pages = cutCredits(closing.credits);
  const hasFilm = closing.lapse.times.length > 0;
  const parts = [
    ...(hasFilm ? (['film'] as const) : []),
    'totals' as const,
    ...pages,
    'catalogue' as const,
  ];
  const shown = parts[part % parts.length]!;
  const stands = shown === 'film' ? null : durationOf(shown);
  useEffect(() => {
    if (stands === null) return;
    const timer = setTimeout(() => setPart(part + 1), stands);
    return () => clearTimeout(timer);
  }, [stands, part]);
  const url = joinAddress(closing.catalogueUrl, location.origin);
  return (
    <div key={part} className={classes.part}>
      {shown === 'film' && (
        <Lapse closing={closing} onEnd={() => setPart((before) => before + 1)} />
      )}
      {shown === 'totals' && <TotalsScene totals={view.totals} />}
      {typeof shown === 'object' && <CreditsPage teams={shown} />}
      {shown === 'catalogue' && (
        <div className={classes.catalogue}>
          <div>
            <p className={classes.thanks}>{t('closing.thanks')}</p>
            <p className={classes.stays}>{t('closing.stays')}</p>
            <p className={classes.address}>{url.replace(/^https?:\/\//, '')}</p>
          </div>
          <QrCode text={url} label={t('closing.qr')} />
        </div>
      )}
    </div>
  );
}

function durationOf(part: 'totals' | 'catalogue' | object): number {
  if (part === 'totals') return TOTALS_MS;
  return part === 'catalogue' ? CATALOGUE_MS : CREDITS_MS;
}

/** `null` while it is read; tried again until it is there. */
function useClosing(load: () => Promise<ClosingView>): ClosingView | null {
  const [closing, setClosing] = useState<ClosingView | null>(null);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      load().then(
        (read) => {
          if (!isOver) setClosing(read);
        },
        // The wall says itself that the line is down.
        () => {
          if (!isOver) timer = setTimeout(read, RETRY_MS);
        },
      );
    };
    read();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [load]);
  return closing;
}
