// Rows and columns of the table the caret is in.
import type { Editor } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import classes from './rich.module.css';

const TOOLS = {
  'row-add': (editor: Editor) => editor.chain().focus().addRowAfter().run(),
  'row-remove': (editor: Editor) => editor.chain().focus().deleteRow().run(),
  'column-add': (editor: Editor) => editor.chain().focus().addColumnAfter().run(),
  'column-remove': (editor: Editor) => editor.chain().focus().deleteColumn().run(),
  'table-remove': (editor: Editor) => editor.chain().focus().deleteTable().run(),
} as const;

/** A second line of the toolbar while the caret is in a table. */
export function TableTools({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor');
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('rich.table')}>
      {Object.entries(TOOLS).map(([name, run]) => (
        <button
          key={name}
          type="button"
          className={classes.textButton}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        >
          {t(`rich.${name}`)}
        </button>
      ))}
    </div>
  );
}
