// The screens that are open, and whether each shows what it should.
import { IconCircleCheck, IconClock, IconDeviceTv } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RemoteLinkView, WallView } from '../../../shared/api/wall.ts';
import { useScene } from '../../ui/wall/use-scene.ts';
import classes from './WallRemote.module.css';

interface WallRemoteScreensProps {
  links: readonly RemoteLinkView[];
  /** What these walls were told to show. */
  view: WallView;
}

/** One line per screen, as it reported itself. */
export function WallRemoteScreens({ links, view }: WallRemoteScreensProps) {
  const { t } = useTranslation('walls');
  const scene = useScene(view);
  const screens = links.flatMap(({ id, name, screens }) =>
    screens.map((screen) => ({ ...screen, linkId: id, wall: name })),
  );
  if (screens.length === 0) return <p className={classes.none}>{t('screens.none')}</p>;
  return (
    <div className={classes.screens}>
      <p>{t('screens.open', { count: screens.length })}</p>
      <ul>
        {screens.map(({ id, linkId, wall, shows }) => {
          const isThere = shows?.scene === scene;
          return (
            <li key={`${linkId} ${id}`} data-there={isThere || undefined}>
              <IconDeviceTv size={18} aria-hidden="true" />
              <span>
                {wall !== '' && <bdi>{wall} · </bdi>}
                {shows !== null && `${shows.width} × ${shows.height} · `}
                {shows === null ? t('screens.silent') : t(`scene.${shows.scene}`)}
              </span>
              {isThere ? (
                <IconCircleCheck size={18} role="img" aria-label={t('screens.there')} />
              ) : (
                <IconClock size={18} role="img" aria-label={t('screens.waiting')} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
