// What can be done to the words that are selected, as a toolbar with one tab stop.
import { Popover } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconTable,
} from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normaliseUrl } from '../../../shared/normalise.ts';
import { isSafeLink } from '../../../shared/rich-text.ts';
import formClasses from './form.module.css';
import classes from './rich.module.css';
import { TableTools } from './TableTools.tsx';

interface Tool {
  readonly name: string;
  readonly Icon: Icon;
  isActive(editor: Editor): boolean;
  run(editor: Editor): void;
}

const TOOLS: readonly Tool[] = [
  {
    name: 'bold',
    Icon: IconBold,
    isActive: (editor) => editor.isActive('bold'),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: 'italic',
    Icon: IconItalic,
    isActive: (editor) => editor.isActive('italic'),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'heading2',
    Icon: IconH2,
    isActive: (editor) => editor.isActive('heading', { level: 2 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: 'heading3',
    Icon: IconH3,
    isActive: (editor) => editor.isActive('heading', { level: 3 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    name: 'bullets',
    Icon: IconList,
    isActive: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'numbers',
    Icon: IconListNumbers,
    isActive: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'quote',
    Icon: IconBlockquote,
    isActive: (editor) => editor.isActive('blockquote'),
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: 'code',
    Icon: IconCode,
    isActive: (editor) => editor.isActive('codeBlock'),
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
  {
    name: 'table',
    Icon: IconTable,
    isActive: (editor) => editor.isActive('table'),
    run: (editor) =>
      editor.isActive('table')
        ? editor.chain().focus().run()
        : editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  },
];

/** The toolbar of one editor. */
export function RichToolbar({ editor, controlId }: { editor: Editor; controlId: string }) {
  const { t } = useTranslation('editor');
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      [...TOOLS.map((tool) => tool.isActive(current)), current.isActive('link')]
        .map(Number)
        .join(''),
  });
  const isInTable = active[TOOLS.findIndex(({ name }) => name === 'table')] === '1';
  const moveFocus = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (stop + step + TOOLS.length + 1) % (TOOLS.length + 1);
    setStop(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <>
      <div
        ref={bar}
        className={classes.toolbar}
        role="toolbar"
        aria-label={t('rich.toolbar')}
        aria-controls={controlId}
        onKeyDown={moveFocus}
      >
        {TOOLS.map(({ name, Icon, run }, index) => (
          <button
            key={name}
            type="button"
            className={classes.tool}
            tabIndex={index === stop ? 0 : -1}
            aria-pressed={active[index] === '1'}
            aria-label={t(`rich.${name}`)}
            title={t(`rich.${name}`)}
            onFocus={() => setStop(index)}
            // The selection must stay in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(editor)}
          >
            <Icon size={18} stroke={1.75} aria-hidden="true" />
          </button>
        ))}
        <LinkTool
          editor={editor}
          isActive={active.at(-1) === '1'}
          isStop={stop === TOOLS.length}
          onFocus={() => setStop(TOOLS.length)}
        />
      </div>
      {isInTable && <TableTools editor={editor} />}
    </>
  );
}

interface LinkToolProps {
  editor: Editor;
  isActive: boolean;
  isStop: boolean;
  onFocus(): void;
}

function LinkTool({ editor, isActive, isStop, onFocus }: LinkToolProps) {
  const { t } = useTranslation('editor');
  const [isOpen, setIsOpen] = useState(false);
  const [address, setAddress] = useState('');
  const href = toHref(address);
  const open = () => {
    setAddress(String(editor.getAttributes('link').href ?? ''));
    setIsOpen(true);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (href === null) return;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !isActive) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] });
    } else {
      chain.setLink({ href });
    }
    chain.run();
    setIsOpen(false);
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    setIsOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <button
          type="button"
          className={classes.tool}
          tabIndex={isStop ? 0 : -1}
          aria-pressed={isActive}
          aria-label={t('rich.link')}
          title={t('rich.link')}
          onFocus={onFocus}
          onMouseDown={(event) => event.preventDefault()}
          onClick={open}
        >
          <IconLink size={18} stroke={1.75} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.linkForm} onSubmit={save}>
          <input
            className={formClasses.input}
            type="text"
            inputMode="url"
            aria-label={t('rich.link-address')}
            placeholder="https://"
            value={address}
            aria-invalid={address !== '' && href === null}
            data-autofocus
            onChange={({ target }) => setAddress(target.value)}
          />
          <button type="submit" className={classes.textButton} disabled={href === null}>
            {t('rich.link-save')}
          </button>
          {isActive && (
            <button type="button" className={classes.textButton} onClick={remove}>
              {t('rich.link-remove')}
            </button>
          )}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function toHref(typed: string): string | null {
  const words = typed.trim();
  if (words.startsWith('mailto:')) return isSafeLink(words) ? words : null;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(words)) return `mailto:${words}`;
  return normaliseUrl(words);
}
