// Which scene a wall shows now, by the server's clock. Knows no scene.
import { useEffect, useState } from 'react';
import type { WallView } from '../../../shared/api/wall.ts';
import { sceneAt, type WallScene } from '../../../shared/wall-programme.ts';
import { serverNow } from '../server-clock.ts';

/** Looked at more often than a second, or a decision would be seen later than that. */
const LOOK_EVERY_MS = 250;

/** The scene of a wall; follows the clock without drawing anything in between. */
export function useScene(view: WallView): WallScene {
  const { programme } = view;
  const [, setLooked] = useState<WallScene | null>(null);
  useEffect(() => {
    const timer = setInterval(
      () => setLooked(sceneAt(programme, view, serverNow())),
      LOOK_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [programme, view]);
  return sceneAt(programme, view, serverNow());
}
