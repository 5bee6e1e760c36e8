// A way to full screen that is there when somebody moves the mouse, and gone from the hall otherwise.
import { IconArrowsMaximize } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './WallPage.module.css';

/** How long the button stays after the last movement, ms. */
const SEEN_MS = 3000;

/** Hidden from the eye, not from the keyboard. */
export function FullScreenButton() {
  const { t } = useTranslation('wall');
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      setSeen(true);
      clearTimeout(timer);
      timer = setTimeout(() => setSeen(false), SEEN_MS);
    };
    window.addEventListener('pointermove', show);
    return () => {
      window.removeEventListener('pointermove', show);
      clearTimeout(timer);
    };
  }, []);
  if (!document.fullscreenEnabled) return null;
  return (
    <button
      type="button"
      className={classes.fullScreen}
      data-seen={isSeen || undefined}
      onClick={toggleFullScreen}
    >
      <IconArrowsMaximize aria-hidden="true" />
      {t('full-screen')}
    </button>
  );
}

async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
  else await document.exitFullscreen();
}
