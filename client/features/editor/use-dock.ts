// Keeps the toolbar on top of a phone's keyboard while one types: a bar at the top of the text would be
// pushed out of sight by it.
import { useCallback } from 'react';
import type { RichEditor } from './rich/rich-editor.ts';

/** What covers less of the window than this is no keyboard, px. */
const LEAST_KEYBOARD_PX = 120;

/** A ref for the bar: sets `data-docked` and `--dock-top` while a keyboard is open under the text. */
export function useDock(editor: RichEditor): (bar: HTMLElement | null) => (() => void) | undefined {
  return useCallback(
    (bar) => {
      const { visualViewport } = window;
      if (bar === null || visualViewport === null) return;
      const place = () => {
        const covered = window.innerHeight - visualViewport.height * visualViewport.scale;
        const isTyping = editor.view.hasFocus() && matchMedia('(pointer: coarse)').matches;
        const isDocked = isTyping && covered > LEAST_KEYBOARD_PX;
        bar.toggleAttribute('data-docked', isDocked);
        const top = visualViewport.offsetTop + visualViewport.height - bar.offsetHeight;
        bar.style.setProperty('--dock-top', `${isDocked ? top : 0}px`);
      };
      const { dom } = editor.view;
      visualViewport.addEventListener('resize', place);
      visualViewport.addEventListener('scroll', place);
      dom.addEventListener('focus', place);
      dom.addEventListener('blur', place);
      place();
      return () => {
        visualViewport.removeEventListener('resize', place);
        visualViewport.removeEventListener('scroll', place);
        dom.removeEventListener('focus', place);
        dom.removeEventListener('blur', place);
      };
    },
    [editor],
  );
}
