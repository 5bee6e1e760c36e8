// Brings a field into sight, and the keyboard into it.
import { parseRootName, rootName } from '../../../shared/document.ts';
import { getField } from '../../../shared/fields.ts';
import { focusHeading } from '../../ui/use-kept-focus.ts';
import type { Form } from './form-context.ts';

/** Goes to a field, in the given language where it has several, and with the keyboard into it. */
export function jumpToField(
  form: Form,
  field: string,
  language: string | null = null,
  { withFocus = true }: { withFocus?: boolean } = {},
): void {
  if (language !== null && language !== form.language) form.chooseLanguage(language);
  // A tick later: the field of another language is drawn first.
  requestAnimationFrame(() => {
    const row = getField(form.kind, field);
    const root = row === null ? field : rootName(row, language ?? form.language);
    const block = findRoot(root) ?? findField(field);
    if (block === null) return;
    block.scrollIntoView({ block: 'center', behavior: scrollMotion() });
    if (!withFocus) return;
    const control = block.querySelector<HTMLElement>(
      'input:not([type=checkbox]), textarea, select, [role=textbox], input',
    );
    control?.focus({ preventScroll: true });
  });
}

/** Shows where the document begins, and takes the keyboard to its name: what was pressed is gone. */
export function showBeginning(): void {
  window.scrollTo({ top: 0, behavior: scrollMotion() });
  // A tick later: the question is away first.
  requestAnimationFrame(() => {
    const title = findRoot('name');
    if (title !== null) focusHeading(title);
  });
}

/** Shows where a step was taken back, without taking the keyboard there. */
export function showRoot(root: string, form: Form): void {
  showLanguageOf(root, form);
  requestAnimationFrame(() => {
    const block = findRoot(root);
    if (block === null || block.contains(document.activeElement)) return;
    block.scrollIntoView({ block: 'nearest' });
  });
}

function findField(field: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
}

/** The block of the form that holds a root, if it is drawn. */
export function findRoot(root: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-root="${CSS.escape(root)}"]`);
}

/** Chooses the language of a root, where it has one; answers whether that was another. */
export function showLanguageOf(root: string, form: Form): boolean {
  const language = parseRootName(form.kind, root)?.language ?? null;
  if (language === null || language === form.language || findRoot(root) !== null) return false;
  form.chooseLanguage(language);
  return true;
}

/** How a view may move: whoever asked for stillness sees it move at once. */
export function scrollMotion(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}
