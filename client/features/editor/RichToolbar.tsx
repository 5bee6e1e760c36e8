// What can be done to the words that are selected, as a toolbar with one tab stop.
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
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFact } from '../../collab/hooks.ts';
import { ACTION_KEYS, type RichAction } from './rich/action-keys.ts';
import { keyWords } from './rich/key-words.ts';
import type { RichEditor } from './rich/rich-editor.ts';
import classes from './rich.module.css';
import { TableTools } from './TableTools.tsx';
import { useDock } from './use-dock.ts';

const TOOLS: readonly { readonly name: RichAction; readonly Icon: Icon }[] = [
  { name: 'bold', Icon: IconBold },
  { name: 'italic', Icon: IconItalic },
  { name: 'heading2', Icon: IconH2 },
  { name: 'heading3', Icon: IconH3 },
  { name: 'bullets', Icon: IconList },
  { name: 'numbers', Icon: IconListNumbers },
  { name: 'quote', Icon: IconBlockquote },
  { name: 'code', Icon: IconCode },
  { name: 'table', Icon: IconTable },
];

interface RichToolbarProps {
  editor: RichEditor;
  controlId: string;
  onLink(): void;
}

/** The toolbar of one editor; on a phone it stands on the keyboard while one types. */
export function RichToolbar({ editor, controlId, onLink }: RichToolbarProps) {
  const { t } = useTranslation('editor');
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const active = useFact(editor.active);
  const dock = useDock(editor);
  const moveFocus = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (stop + step + TOOLS.length + 1) % (TOOLS.length + 1);
    setStop(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  const tool = (name: RichAction | 'link', Icon: Icon, index: number, run: () => void) => {
    const keys = name === 'link' ? 'Mod-k' : (ACTION_KEYS as Keys)[name]?.[0];
    const label = t(`rich.${name}`);
    return (
      <button
        key={name}
        type="button"
        className={classes.tool}
        tabIndex={index === stop ? 0 : -1}
        aria-pressed={active.has(name)}
        aria-label={label}
        title={keys === undefined ? label : `${label} (${keyWords(keys)})`}
        onFocus={() => setStop(index)}
        // The selection must stay in the text.
        onMouseDown={(event) => event.preventDefault()}
        onClick={run}
      >
        <Icon size={18} stroke={1.75} aria-hidden="true" />
      </button>
    );
  };
  return (
    <div className={classes.bars} ref={dock}>
      <div
        ref={bar}
        className={classes.toolbar}
        role="toolbar"
        aria-label={t('rich.toolbar')}
        aria-controls={controlId}
        onKeyDown={moveFocus}
      >
        {TOOLS.map(({ name, Icon }, index) => tool(name, Icon, index, () => editor.run(name)))}
        {tool('link', IconLink, TOOLS.length, onLink)}
      </div>
      {active.has('table') && <TableTools editor={editor} />}
    </div>
  );
}

type Keys = Readonly<Partial<Record<RichAction, readonly string[]>>>;
