// Brings a field into sight, and the keyboard into it.
import { parseRootName } from '../../../shared/document.ts';
import type { Form } from './form-context.ts';

/** Goes to a field, in the given language where it has several. */
export function jumpToField(form: Form, field: string, language: string | null = null): void {
  if (language !== null && language !== form.language) form.chooseLanguage(language);
  // A tick later: the field of another language is drawn first.
  requestAnimationFrame(() => {
    const block = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    if (block === null) return;
    block.scrollIntoView({ block: 'center', behavior: 'smooth' });
    const control = block.querySelector<HTMLElement>(
      'input:not([type=checkbox]), textarea, select, [contenteditable=true], input',
    );
    control?.focus({ preventScroll: true });
  });
}

/** Shows where a step was taken back, without taking the keyboard there. */
export function showRoot(root: string, form: Form): void {
  const language = parseRootName(form.kind, root)?.language ?? null;
  if (language !== null && language !== form.language) form.chooseLanguage(language);
  requestAnimationFrame(() => {
    const block = document.querySelector<HTMLElement>(`[data-root="${CSS.escape(root)}"]`);
    if (block === null || block.contains(document.activeElement)) return;
    block.scrollIntoView({ block: 'nearest' });
  });
}
