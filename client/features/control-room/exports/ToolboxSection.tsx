// The toolbox: what is ready, what a push would change, the push itself and its receipts.
import { Button } from '@mantine/core';
import { IconDownload, IconSend } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushDryRun } from '../../../../shared/api/pushes.ts';
import { api, unwrap } from '../../../api.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { FormError } from '../../../ui/FormError.tsx';
import { formatMoment } from '../../../ui/format.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { useReport } from '../../../ui/use-report.ts';
import { Figures } from '../Figures.tsx';
import panel from '../panel.module.css';
import { Differences } from './Differences.tsx';
import classes from './exports.module.css';
import { Fold } from './Fold.tsx';
import { Notes } from './Notes.tsx';
import { PastPushes } from './PastPushes.tsx';
import { PushProgress } from './PushProgress.tsx';
import { dryRunQuery, pushesQuery } from './queries.ts';

/** So many blocked entries are read without being asked for. */
const FEW = 5;

/** One push at a time, for the whole server. */
export function ToolboxSection({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('exports');
  const title = useId();
  const cache = useQueryClient();
  const report = useReport();
  const pushes = useQuery(pushesQuery(hackathonId));
  const newest = pushes.data?.pushes[0];
  const dryRun = useQuery({
    ...dryRunQuery(hackathonId, `${newest?.id} ${newest?.state}`),
    enabled: pushes.data !== undefined,
  });
  const param = { id: hackathonId };
  const act = async (work: Promise<unknown>) => {
    await report(work);
    await Promise.all(
      ['pushes', 'push', 'push-dry-run'].map((key) =>
        cache.invalidateQueries({ queryKey: [key, hackathonId] }),
      ),
    );
  };
  const routes = api.hackathons[':id'].pushes;
  const resume = (pushId: string, mayDropOthers: boolean) =>
    act(
      unwrap(
        routes[':pushId'].resume.$post({ param: { ...param, pushId }, json: { mayDropOthers } }),
      ),
    );
  return (
    <section className={panel.section} aria-labelledby={title}>
      <h2 id={title}>{t('toolbox.title')}</h2>
      <p>{t('toolbox.lead')}</p>
      {newest?.state === 'running' && (
        <PushProgress
          push={newest}
          onRetry={() => resume(newest.id, false)}
          onStop={() =>
            act(unwrap(routes[':pushId'].stop.$post({ param: { ...param, pushId: newest.id } })))
          }
        />
      )}
      {(pushes.isPending || dryRun.isPending) && !pushes.isError && <Loading />}
      <FormError error={pushes.error ?? dryRun.error} />
      {dryRun.data !== undefined && (
        <DryRun
          hackathonId={hackathonId}
          dryRun={dryRun.data}
          isRunning={newest?.state === 'running'}
          onPush={(bundleHash) => act(unwrap(routes.$post({ param, json: { bundleHash } })))}
        />
      )}
      {pushes.data !== undefined && (
        <PastPushes
          hackathonId={hackathonId}
          pushes={pushes.data.pushes.filter(({ state }) => state !== 'running')}
          onResume={resume}
        />
      )}
    </section>
  );
}

interface DryRunProps {
  hackathonId: string;
  dryRun: PushDryRun;
  isRunning: boolean;
  onPush: (bundleHash: string) => Promise<unknown>;
}

function DryRun({ hackathonId, dryRun, isRunning, onPush }: DryRunProps) {
  const { t, i18n } = useTranslation('exports');
  const { toolbox, ready, blocked, notes, differences, bytes, maxBytes, lastPushedAt } = dryRun;
  const count = (change: string) => differences.filter((one) => one.change === change).length;
  const removed = count('removed');
  const isTooLarge = bytes > maxBytes;
  const counted = (key: 'ready' | 'blocked' | 'added' | 'changed' | 'removed', number: number) => ({
    words: t(`toolbox.${key}`, { count: number }),
    count: number,
  });
  return (
    <>
      <Figures
        figures={[
          counted('ready', ready),
          counted('blocked', blocked.length),
          ...(toolbox === null
            ? []
            : [
                counted('added', count('added')),
                counted('changed', count('changed')),
                counted('removed', removed),
              ]),
        ]}
      />
      {toolbox === null ? (
        <p className={classes.warning}>{t('toolbox.none')}</p>
      ) : (
        <p>
          {t('toolbox.target', toolbox)}
          {' · '}
          {t('toolbox.size', {
            size: megabytes(bytes, i18n.language),
            limit: megabytes(maxBytes, i18n.language),
          })}
          <br />
          <Compared dryRun={dryRun} lastPushedAt={lastPushedAt} />
        </p>
      )}
      {isTooLarge && (
        <p className={classes.warning}>
          {t('toolbox.too-large', { limit: megabytes(maxBytes, i18n.language) })}
        </p>
      )}
      <div className={panel.row}>
        {toolbox !== null && (
          <ConfirmButton
            leftSection={<IconSend size={18} />}
            disabled={isRunning || isTooLarge || ready === 0}
            question={[
              t('toolbox.push-question', { count: ready, address: toolbox.address }),
              removed > 0 ? t('toolbox.push-removes', { count: removed }) : '',
            ].join(' ')}
            confirm={t('toolbox.push-confirm')}
            onConfirm={() => onPush(dryRun.bundleHash)}
          >
            {t('toolbox.push')}
          </ConfirmButton>
        )}
        {ready > 0 && (
          <Button
            component="a"
            href={`/api/hackathons/${hackathonId}/exports/toolbox-bundle.json`}
            download
            variant="default"
            leftSection={<IconDownload size={18} />}
          >
            {t('toolbox.bundle')}
          </Button>
        )}
      </div>
      <div>
        {toolbox !== null && (
          <Fold title={t('toolbox.differences')} count={differences.length}>
            <Differences differences={differences} />
          </Fold>
        )}
        <Fold
          title={t('toolbox.blocked-title')}
          count={blocked.length}
          isOpen={blocked.length <= FEW}
        >
          <Notes notes={blocked} />
        </Fold>
        <Fold title={t('toolbox.notes-title')} count={notes.length}>
          <Notes notes={notes} />
        </Fold>
      </div>
    </>
  );
}

function Compared({ dryRun, lastPushedAt }: { dryRun: PushDryRun; lastPushedAt: number | null }) {
  const { t, i18n } = useTranslation('exports');
  if (lastPushedAt === null) return t('toolbox.never');
  const date = formatMoment(lastPushedAt, i18n.language);
  return dryRun.differences.length === 0
    ? t('toolbox.same', { date })
    : t('toolbox.last', { date });
}

function megabytes(bytes: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(Math.max(bytes / 1024 / 1024, bytes > 0 ? 0.1 : 0));
}
