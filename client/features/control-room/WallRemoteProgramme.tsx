// What takes turns, what stands, what is shown in between, and how light the hall is.
import { Button, Checkbox, NativeSelect, SegmentedControl, Select, Switch } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { ChangeProgrammeRequest, WallView } from '../../../shared/api/wall.ts';
import { HALLS, hasContent, WALL_SCENES, type WallScene } from '../../../shared/wall-programme.ts';
import { useServerNow } from '../../ui/server-clock.ts';
import { useScene } from '../../ui/wall/use-scene.ts';
import classes from './WallRemote.module.css';

/** How long "show now" shows a scene, seconds. */
const NOW_SECONDS = 30;

/** How long a scene may stand, seconds: from a glance to a speech. */
const PACES = [10, 15, 20, 30, 45, 60, 120, 300];

interface WallRemoteProgrammeProps {
  view: WallView;
  documents: readonly DocumentSummary[];
  onChange: (change: ChangeProgrammeRequest) => Promise<boolean>;
}

/** Every lever; each acts at once. */
export function WallRemoteProgramme({ view, documents, onChange }: WallRemoteProgrammeProps) {
  const { t } = useTranslation('walls');
  const { programme } = view;
  const scene = useScene(view);
  const hall = useId();
  const published = documents.filter(({ recordPath }) => recordPath !== null);
  return (
    <div className={classes.levers}>
      <div className={classes.line}>
        <Switch
          label={t('programme.rotate')}
          checked={programme.isRotating}
          onChange={(event) => void onChange({ isRotating: event.currentTarget.checked })}
        />
        <NativeSelect
          aria-label={t('programme.seconds')}
          value={`${programme.secondsPerScene}`}
          data={[...new Set([...PACES, programme.secondsPerScene])]
            .sort((first, second) => first - second)
            .map((seconds) => ({
              value: `${seconds}`,
              label: t('programme.every', { count: seconds }),
            }))}
          onChange={(event) =>
            void onChange({ secondsPerScene: Number(event.currentTarget.value) })
          }
        />
        {programme.isRotating && (
          <Button
            size="xs"
            variant="default"
            leftSection={
              programme.pausedAt === null ? (
                <IconPlayerPause size={16} />
              ) : (
                <IconPlayerPlay size={16} />
              )
            }
            onClick={() => void onChange({ isPaused: programme.pausedAt === null })}
          >
            {programme.pausedAt === null ? t('programme.pause') : t('programme.resume')}
          </Button>
        )}
      </div>
      <InBetween view={view} onChange={onChange} />
      <ul className={classes.scenes} aria-label={t('programme.scenes')}>
        {WALL_SCENES.map((one) => (
          <SceneLine
            key={one}
            scene={one}
            view={view}
            isShown={one === scene}
            onChange={onChange}
          />
        ))}
      </ul>
      <Select
        label={t('programme.spotlight')}
        placeholder={t('programme.spotlight-none')}
        searchable
        clearable
        limit={50}
        nothingFoundMessage={t('programme.spotlight-unknown')}
        data={published.map(({ id, title }) => ({ value: id, label: title }))}
        value={programme.spotlightId}
        onChange={(spotlightId) => void onChange({ spotlightId })}
      />
      <div>
        <p className={classes.label} id={hall}>
          {t('programme.hall')}
        </p>
        <SegmentedControl
          aria-labelledby={hall}
          value={programme.hall}
          onChange={(chosen) =>
            void onChange({ hall: HALLS.find((one) => one === chosen) ?? 'auto' })
          }
          data={HALLS.map((one) => ({ value: one, label: t(`hall.${one}`) }))}
        />
      </div>
    </div>
  );
}

interface SceneLineProps {
  scene: WallScene;
  view: WallView;
  isShown: boolean;
  onChange: (change: ChangeProgrammeRequest) => Promise<boolean>;
}

/** Whether a scene takes part, and two ways to show it. */
function SceneLine({ scene, view, isShown, onChange }: SceneLineProps) {
  const { t } = useTranslation('walls');
  const { programme } = view;
  const name = t(`scene.${scene}`);
  const takesPart = programme.scenes.includes(scene);
  const isEmpty = !hasContent(scene, view);
  const others = programme.scenes.filter((one) => one !== scene);
  const scenes = takesPart
    ? others
    : WALL_SCENES.filter((one) => one === scene || others.includes(one));
  return (
    <li data-shown={isShown || undefined}>
      <Checkbox
        label={name}
        description={isEmpty ? t(`programme.empty`) : undefined}
        checked={takesPart}
        // One has to be left to show.
        disabled={takesPart && others.length === 0}
        onChange={() => void onChange({ scenes })}
      />
      <Button
        size="xs"
        variant="default"
        disabled={isEmpty}
        aria-label={t('programme.keep-one', { scene: name })}
        onClick={() => void onChange({ isRotating: false, chosen: scene })}
      >
        {t('programme.keep')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={isEmpty}
        aria-label={t('programme.now-one', { scene: name, count: NOW_SECONDS })}
        onClick={() => void onChange({ showNow: { scene, seconds: NOW_SECONDS } })}
      >
        {t('programme.now', { count: NOW_SECONDS })}
      </Button>
    </li>
  );
}

/** What is shown in between, for how long yet, and an end to it. */
function InBetween({ view, onChange }: Pick<SceneLineProps, 'view' | 'onChange'>) {
  const { t } = useTranslation('walls');
  const now = useServerNow();
  const { inBetween } = view.programme;
  if (inBetween === null || inBetween.until <= now) return null;
  return (
    <p className={classes.between}>
      <span>
        {t('programme.between', {
          scene: t(`scene.${inBetween.scene}`),
          count: Math.ceil((inBetween.until - now) / 1000),
        })}
      </span>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerStop size={16} />}
        onClick={() => void onChange({ showNow: null })}
      >
        {t('programme.end')}
      </Button>
    </p>
  );
}
