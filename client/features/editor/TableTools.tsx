// Rows and columns of the table the caret is in.
import { useTranslation } from 'react-i18next';
import type { RichEditor } from './rich/rich-editor.ts';
import { TABLE_COMMANDS } from './rich/tables.ts';
import classes from './rich.module.css';

/** A second line of the toolbar while the caret is in a table. */
export function TableTools({ editor: { view } }: { editor: RichEditor }) {
  const { t } = useTranslation('editor');
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('rich.table')}>
      {Object.entries(TABLE_COMMANDS).map(([name, command]) => (
        <button
          key={name}
          type="button"
          className={classes.textButton}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            view.focus();
            command(view.state, view.dispatch);
          }}
        >
          {t(`rich.${name}`)}
        </button>
      ))}
    </div>
  );
}
