// What can be taken along: each format with one sentence on what it is for.
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSummary } from '../../../../shared/api/exports.ts';
import panel from '../panel.module.css';
import classes from './exports.module.css';

interface DownloadsProps {
  hackathonId: string;
  summary: ExportSummary;
}

/** The whole first, then its parts. */
export function Downloads({ hackathonId, summary }: DownloadsProps) {
  const { t } = useTranslation('exports');
  const title = useId();
  const base = `/api/hackathons/${hackathonId}/exports`;
  const { kinds, records } = summary;
  const actions = kinds['collective-action'] ?? 0;
  const tools = kinds.tool ?? 0;
  return (
    <section className={panel.section} aria-labelledby={title}>
      <h2 id={title}>{t('downloads.title')}</h2>
      <p>{t('downloads.lead', { count: records })}</p>
      <ul className={panel.list}>
        <Download
          name={t('downloads.everything')}
          about={t('downloads.everything-about')}
          files={[['ZIP', `${base}/everything.zip`]]}
        />
        <Download
          name={t('downloads.archive')}
          about={t('downloads.archive-about')}
          files={[['ZIP', `${base}/archive.zip`]]}
        />
        <Download
          name={t('downloads.table')}
          about={t('downloads.table-about')}
          files={[
            [t('downloads.excel'), `${base}/records.csv?bom=1`],
            ['CSV', `${base}/records.csv`],
          ]}
        />
        <Download
          name={t('downloads.json')}
          about={t('downloads.json-about')}
          files={[['JSON', `${base}/records.json`]]}
        />
        {actions > 0 && (
          <Download
            name={t('downloads.actions', { count: actions })}
            about={t('downloads.actions-about')}
            files={[
              ['JSON', `${base}/collective-actions/json`],
              ['CSV', `${base}/collective-actions/csv`],
              ['Markdown', `${base}/collective-actions/md`],
            ]}
          />
        )}
        {tools > 0 && (
          <Download
            name={t('downloads.publiccode', { count: tools })}
            about={t('downloads.publiccode-about')}
            files={[['ZIP', `${base}/publiccode.zip`]]}
          />
        )}
      </ul>
    </section>
  );
}

interface DownloadProps {
  name: string;
  about: string;
  files: readonly (readonly [format: string, address: string])[];
}

function Download({ name, about, files }: DownloadProps) {
  return (
    <li className={panel.item}>
      <span className={panel.grow}>
        <span className={classes.name}>{name}</span>
        <span className={panel.soft}>
          <br />
          {about}
        </span>
      </span>
      <span className={panel.row}>
        {files.map(([format, address]) => (
          <Button
            key={address}
            component="a"
            href={address}
            download
            variant="default"
            leftSection={<IconDownload size={18} />}
            aria-label={`${name}, ${format}`}
          >
            {format}
          </Button>
        ))}
      </span>
    </li>
  );
}
