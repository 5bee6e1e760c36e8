// What the walls show at this moment: the wall's own parts in a small frame, not a picture of them.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import { api, unwrap } from '../../api.ts';
import { Stage } from '../../ui/wall/Stage.tsx';
import { useMoment } from '../../ui/wall/use-moment.ts';
import { useScene } from '../../ui/wall/use-scene.ts';
import classes from './WallRemote.module.css';

interface WallRemotePreviewProps {
  hackathonId: string;
  view: WallView;
}

/** Live; nothing in it can be reached by the keyboard, and screen readers get the words below. */
export function WallRemotePreview({ hackathonId, view }: WallRemotePreviewProps) {
  const { t } = useTranslation('walls');
  const scene = useScene(view);
  const moment = useMoment(view.latest);
  const load = useCallback(
    () => unwrap(api.hackathons[':id'].closing.$get({ param: { id: hackathonId } })),
    [hackathonId],
  );
  return (
    <figure className={classes.preview}>
      <div className={classes.screen} inert>
        <Stage
          className={classes.stage ?? ''}
          view={view}
          scene={scene}
          asOf={null}
          moment={moment}
          theme={null}
          loadClosing={load}
        />
      </div>
      <figcaption>{t('remote.showing', { scene: t(`scene.${scene}`) })}</figcaption>
    </figure>
  );
}
