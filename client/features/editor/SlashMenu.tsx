// What a slash at the beginning of a block offers. The caret stays in the text: keys arrive from there,
// and a screen reader hears the choice through the text's `aria-activedescendant`.
import type { Icon } from '@tabler/icons-react';
import {
  IconBlockquote,
  IconCode,
  IconH2,
  IconH3,
  IconH4,
  IconList,
  IconListNumbers,
  IconSeparatorHorizontal,
  IconTable,
} from '@tabler/icons-react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../ui/fold-text.ts';
import type { RichAction } from './rich/action-keys.ts';
import type { RichEditor } from './rich/rich-editor.ts';
import { dismissSlash, type SlashWords } from './rich/slash.ts';
import classes from './rich.module.css';

const CHOICES: readonly { readonly action: RichAction; readonly Icon: Icon }[] = [
  { action: 'heading2', Icon: IconH2 },
  { action: 'heading3', Icon: IconH3 },
  { action: 'heading4', Icon: IconH4 },
  { action: 'bullets', Icon: IconList },
  { action: 'numbers', Icon: IconListNumbers },
  { action: 'quote', Icon: IconBlockquote },
  { action: 'code', Icon: IconCode },
  { action: 'table', Icon: IconTable },
  { action: 'divider', Icon: IconSeparatorHorizontal },
];

/** The choices for the words behind the slash. */
export function SlashMenu({ editor, words }: { editor: RichEditor; words: SlashWords }) {
  const { t } = useTranslation('editor');
  const id = useId();
  const { view, slashKeys } = editor;
  const wanted = foldText(words.query);
  const found = CHOICES.filter(({ action }) => {
    const names = foldText(`${t(`rich.${action}`)} ${t(`rich.also.${action}`)} ${action}`);
    return names.split(' ').some((name) => name.startsWith(wanted)) || names.includes(wanted);
  });
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, found.length - 1);
  const choose = (action: RichAction) => {
    view.dispatch(view.state.tr.delete(words.from, words.to));
    editor.run(action);
  };
  const latest = useRef({ found, at, choose });
  latest.current = { found, at, choose };
  useEffect(() => {
    slashKeys.current = {
      handleKey(event) {
        const { found: choices, at: place, choose: take } = latest.current;
        if (choices.length === 0) return false;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step !== undefined) {
          setChosen((place + step + choices.length) % choices.length);
          return true;
        }
        const choice = choices[place];
        if ((event.key !== 'Enter' && event.key !== 'Tab') || choice === undefined) return false;
        take(choice.action);
        return true;
      },
    };
    return () => {
      slashKeys.current = null;
    };
  }, [slashKeys]);
  useLayoutEffect(() => {
    const { dom } = view;
    if (at < 0) return;
    dom.setAttribute('aria-activedescendant', `${id}-${at}`);
    dom.setAttribute('aria-controls', id);
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
    return () => {
      dom.removeAttribute('aria-activedescendant');
      dom.removeAttribute('aria-controls');
    };
  }, [view, id, at]);
  const menu = useRef<HTMLDivElement>(null);
  // After every drawing: fewer choices may fit where more did not.
  useLayoutEffect(() => {
    if (menu.current !== null) placeUnder(menu.current, view.coordsAtPos(words.from));
  });
  // Nothing is called so: whoever goes on typing wants the slash itself.
  if (found.length === 0) return null;
  return (
    <div
      ref={menu}
      id={id}
      className={classes.slash}
      role="listbox"
      aria-label={t('rich.slash')}
      // The caret stays in the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      {found.map(({ action, Icon }, index) => (
        <div
          key={action}
          id={`${id}-${index}`}
          className={classes.choice}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          onMouseMove={() => setChosen(index)}
          onClick={() => choose(action)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') choose(action);
            if (event.key === 'Escape') dismissSlash(view);
          }}
        >
          <Icon size={18} stroke={1.75} aria-hidden="true" />
          {t(`rich.${action}`)}
        </div>
      ))}
    </div>
  );
}

/** Under the slash, or above it where there is no room. */
function placeUnder(menu: HTMLElement, slash: { top: number; bottom: number; left: number }): void {
  const bottom = window.visualViewport?.height ?? window.innerHeight;
  const isAbove = slash.bottom + menu.offsetHeight + 8 > bottom && slash.top > menu.offsetHeight;
  const top = isAbove ? slash.top - menu.offsetHeight - 4 : slash.bottom + 4;
  const left = Math.max(8, Math.min(slash.left, window.innerWidth - menu.offsetWidth - 8));
  menu.style.setProperty('top', `${top}px`);
  menu.style.setProperty('left', `${left}px`);
}
