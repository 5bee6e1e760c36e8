// Under a rich text: how much was written, and the ways in and out of it as Markdown.
import { notifications } from '@mantine/notifications';
import { IconFileImport, IconKeyboard, IconMarkdown } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../ui/copy-text.ts';
import { insertNodes } from './rich/paste.ts';
import type { RichEditor } from './rich/rich-editor.ts';
import { countIn, type WordCount } from './rich/word-count.ts';
import classes from './rich.module.css';

/** The largest file that is read, bytes; more than a text of five hundred pages has. */
const MAX_FILE_BYTES = 2_000_000;

interface RichFootProps {
  editor: RichEditor;
  canEdit: boolean;
  onKeys(): void;
}

/** The foot of one editor. */
export function RichFoot({ editor, canEdit, onKeys }: RichFootProps) {
  const { t } = useTranslation('editor');
  const file = useRef<HTMLInputElement>(null);
  const copy = async () => {
    const [{ richToMarkdown }, { toRichNodes }] = await Promise.all([
      import('../../../shared/rich-markdown.ts'),
      import('./rich/selected-nodes.ts'),
    ]);
    const worked = await copyText(richToMarkdown(toRichNodes(editor.view.state)));
    notifications.show({ message: t(worked ? 'rich.markdown-copied' : 'rich.copy-refused') });
  };
  const insert = async (chosen: File) => {
    if (chosen.size > MAX_FILE_BYTES) {
      notifications.show({ color: 'red', message: t('rich.file-too-large') });
      return;
    }
    try {
      const [{ readMarkdown }, words] = await Promise.all([
        import('./rich/markdown-import.ts'),
        chosen.text(),
      ]);
      insertNodes(editor.view, readMarkdown(words));
      editor.view.focus();
    } catch (error) {
      console.error(error);
      notifications.show({ color: 'red', message: t('rich.file-unread') });
    }
  };
  return (
    <div className={classes.foot}>
      <Counts editor={editor} />
      <span className={classes.footTools}>
        <button
          type="button"
          className={classes.footTool}
          title={t('rich.copy-markdown')}
          aria-label={t('rich.copy-markdown')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void copy()}
        >
          <IconMarkdown size={18} stroke={1.75} aria-hidden="true" />
        </button>
        {canEdit && (
          <>
            <button
              type="button"
              className={classes.footTool}
              title={t('rich.insert-markdown')}
              aria-label={t('rich.insert-markdown')}
              onClick={() => file.current?.click()}
            >
              <IconFileImport size={18} stroke={1.75} aria-hidden="true" />
            </button>
            <input
              ref={file}
              type="file"
              hidden
              accept=".md,.markdown,.txt,text/markdown,text/plain"
              onChange={({ target }) => {
                const [chosen] = target.files ?? [];
                if (chosen !== undefined) void insert(chosen);
                // The same file can be chosen again.
                target.value = '';
              }}
            />
            <button
              type="button"
              className={classes.footTool}
              title={t('rich.help')}
              aria-label={t('rich.help')}
              onClick={onKeys}
            >
              <IconKeyboard size={18} stroke={1.75} aria-hidden="true" />
            </button>
          </>
        )}
      </span>
    </div>
  );
}

/** Counted when nothing else is to be done: it may wait, a key may not. */
const COUNT_AFTER_MS = 400;

function Counts({ editor }: { editor: RichEditor }) {
  const { t, i18n } = useTranslation('editor');
  const [count, setCount] = useState<(WordCount & { isSelection: boolean }) | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      const { doc, selection } = editor.view.state;
      const { from, to, empty } = selection;
      const range = empty ? { from: 0, to: doc.content.size } : { from, to };
      setCount({ ...countIn(doc, range, i18n.language), isSelection: !empty });
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(read, COUNT_AFTER_MS);
    };
    later();
    const stop = editor.onUpdate(later);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [editor, i18n.language]);
  if (count === null) return <span className={classes.count} />;
  const words = t('rich.words', { count: count.words });
  const characters = t('rich.characters', { count: count.characters });
  return (
    <span className={classes.count}>
      {count.isSelection ? t('rich.selected', { words, characters }) : `${words} · ${characters}`}
    </span>
  );
}
