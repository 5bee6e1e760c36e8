// What is finished, as files: the toolbox's bundle, CSV, JSON; and what stands in the way.
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ExportNote } from '../../../shared/api/exports.ts';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { FormError } from '../../ui/FormError.tsx';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { Loading } from '../../ui/Loading.tsx';
import classes from './panel.module.css';
import { exportsQuery } from './queries.ts';

/** So many notes are read without being asked for. */
const FEW = 5;

/** Read anew whenever the tab is opened. */
export function ExportsPanel({ hackathon }: { hackathon: HackathonView }) {
  const { t, i18n } = useTranslation('control-room');
  const title = useId();
  const tables = useId();
  const { data, error, isPending } = useQuery(exportsQuery(hackathon.id));
  if (isPending) return <Loading />;
  if (data === undefined) return <FormError error={error} />;
  const { records, toolbox } = data;
  const base = `/api/hackathons/${hackathon.id}/exports`;
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <div className={classes.stack}>
      <section className={classes.section} aria-labelledby={title}>
        <h2 id={title}>{t('exports.toolbox')}</h2>
        <p>{t('exports.toolbox-lead')}</p>
        <dl className={classes.figures}>
          <div>
            <dt>{t('exports.ready', { count: toolbox.ready })}</dt>
            <dd>{number.format(toolbox.ready)}</dd>
          </div>
          <div>
            <dt>{t('exports.blocked', { count: toolbox.blocked.length })}</dt>
            <dd>{number.format(toolbox.blocked.length)}</dd>
          </div>
          <div>
            <dt>{t('exports.notes', { count: toolbox.notes.length })}</dt>
            <dd>{number.format(toolbox.notes.length)}</dd>
          </div>
        </dl>
        <div className={classes.row}>
          <Button
            component="a"
            href={`${base}/toolbox-bundle.json`}
            download
            leftSection={<IconDownload size={18} />}
          >
            {t('exports.download-bundle')}
          </Button>
        </div>
        <Notes
          title={t('exports.blocked-title')}
          notes={toolbox.blocked}
          isOpen={toolbox.blocked.length <= FEW}
        />
        <Notes title={t('exports.notes-title')} notes={toolbox.notes} />
      </section>
      <section className={classes.section} aria-labelledby={tables}>
        <h2 id={tables}>{t('exports.records')}</h2>
        <p>{t('exports.records-lead', { count: records })}</p>
        <div className={classes.row}>
          <Button
            component="a"
            href={`${base}/records.csv?bom=1`}
            download
            variant="default"
            leftSection={<IconDownload size={18} />}
          >
            {t('exports.csv-excel')}
          </Button>
          <Button
            component="a"
            href={`${base}/records.csv`}
            download
            variant="default"
            leftSection={<IconDownload size={18} />}
          >
            CSV
          </Button>
          <Button
            component="a"
            href={`${base}/records.json`}
            download
            variant="default"
            leftSection={<IconDownload size={18} />}
          >
            JSON
          </Button>
        </div>
      </section>
    </div>
  );
}

interface NotesProps {
  title: string;
  notes: readonly ExportNote[];
  isOpen?: boolean;
}

function Notes({ title, notes, isOpen = false }: NotesProps) {
  const { t } = useTranslation('control-room');
  if (notes.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className={classes.strong}>
        {title} ({notes.length})
      </summary>
      <ul className={classes.list}>
        {notes.map((note) => (
          <li key={`${note.recordId} ${note.code} ${note.detail}`} className={classes.item}>
            <span className={classes.grow}>
              <Link to={note.path} className={classes.strong} dir="auto">
                {note.title}
              </Link>
              <span className={classes.soft}>
                <br />
                {t(`exports.note.${note.code}`, { detail: note.detail })}
              </span>
            </span>
            <KindBadge kind={note.kind} />
          </li>
        ))}
      </ul>
    </details>
  );
}
