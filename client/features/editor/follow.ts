// Following somebody through the form: my view goes where they are, until I do something myself.
import { createContext, use, useEffect } from 'react';
import type { WritableFact } from '../../collab/fact.ts';
import { useFact, useOpenDocument, usePeople } from '../../collab/hooks.ts';
import { type Form, useForm } from './form-context.ts';
import { findRoot, scrollMotion, showLanguageOf } from './jump.ts';

/** Between two looks at where somebody is, ms: a view that follows every letter makes sick. */
const LOOK_EVERY_MS = 300;

/** As much of the window as must lie between what is followed and its edges. */
const MARGIN = 0.15;

/** The id of the person I follow; `null` for nobody. */
export const FollowContext = createContext<WritableFact<string | null> | null>(null);

/** Whom I follow; throws outside of a document. */
export function useFollowed(): WritableFact<string | null> {
  const followed = use(FollowContext);
  if (followed === null) throw new Error('There is no document around this component.');
  return followed;
}

/** Moves the view while I follow somebody, and stops when I scroll, type or press, or they leave. */
export function useFollowing(): void {
  const followed = useFollowed();
  const personId = useFact(followed);
  const person = usePeople().find(({ id }) => id === personId);
  const { provider } = useOpenDocument();
  const form = useForm();
  const isGone = personId !== null && person === undefined;
  const root = person?.fields[0];
  const name = person?.name;

  useEffect(() => {
    if (isGone) followed.set(null);
  }, [followed, isGone]);

  useEffect(() => {
    if (personId === null) return;
    const stop = () => followed.set(null);
    const ways = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
    for (const way of ways) window.addEventListener(way, stop, { capture: true, passive: true });
    return () => {
      for (const way of ways) window.removeEventListener(way, stop, { capture: true });
    };
  }, [followed, personId]);

  useEffect(() => {
    if (root === undefined || name === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      bringIntoView(root, name, form);
    };
    const soon = () => {
      timer ??= setTimeout(look, LOOK_EVERY_MS);
    };
    look();
    // Their caret moves on inside a long text, which is no other field.
    provider.awareness.on('change', soon);
    return () => {
      clearTimeout(timer);
      provider.awareness.off('change', soon);
    };
  }, [root, name, form, provider]);
}

function bringIntoView(root: string, name: string, form: Form): void {
  if (showLanguageOf(root, form)) return;
  const block = findRoot(root);
  if (block === null) return;
  const target = findCaret(block, name) ?? block;
  const { top, bottom } = target.getBoundingClientRect();
  const { innerHeight } = window;
  if (top >= innerHeight * MARGIN && bottom <= innerHeight * (1 - MARGIN)) return;
  // A block taller than the window is in view when it fills it.
  if (top <= innerHeight * MARGIN && bottom >= innerHeight * (1 - MARGIN)) return;
  target.scrollIntoView({ block: 'center', behavior: scrollMotion() });
}

function findCaret(block: HTMLElement, name: string): HTMLElement | null {
  for (const caret of block.querySelectorAll<HTMLElement>('.shared-caret')) {
    if (caret.querySelector('.shared-caret-name')?.textContent === name) return caret;
  }
  return null;
}
