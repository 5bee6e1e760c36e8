// Entries the toolbox has no place for, or that lose something: why, and who can change it.
import { useTranslation } from 'react-i18next';
import type { ExportNote } from '../../../../shared/api/exports.ts';
import { KindBadge } from '../../../ui/KindBadge.tsx';
import panel from '../panel.module.css';
import classes from './exports.module.css';

/** One line per remark. */
export function Notes({ notes }: { notes: readonly ExportNote[] }) {
  const { t } = useTranslation('exports');
  const whoActs = ({ code, teamName }: ExportNote) => {
    if (code === 'no-card-type') return t('act.nobody');
    if (code === 'duplicate-name' || teamName === null) return t('act.facilitator');
    return t('act.team', { team: teamName });
  };
  return (
    <ul className={panel.list}>
      {notes.map((note) => (
        <li
          key={`${note.recordId} ${note.code} ${note.field} ${note.detail}`}
          className={panel.item}
        >
          <span className={panel.grow}>
            <a href={note.path} className={classes.name} dir="auto">
              {note.title}
            </a>
            <span className={panel.soft}>
              <br />
              {t(`note.${note.code}`, { detail: note.detail })} {whoActs(note)}
            </span>
          </span>
          <KindBadge kind={note.kind} />
        </li>
      ))}
    </ul>
  );
}
