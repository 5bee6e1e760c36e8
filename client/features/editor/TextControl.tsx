// Short and longer plain text: native fields bound to a Y.Text.
import { useTranslation } from 'react-i18next';
import { replaceText } from '../../../shared/document.ts';
import type { Field } from '../../../shared/fields/field.ts';
import { countGraphemes } from '../../../shared/graphemes.ts';
import { normaliseUrl } from '../../../shared/normalise.ts';
import { FORM_ORIGIN } from '../../collab/form-undo.ts';
import { useOpenDocument, useText } from '../../collab/hooks.ts';
import spoken from '../../ui/spoken.module.css';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { useTextBinding } from './use-text-binding.ts';

interface TextControlProps {
  field: Field;
  root: string;
  controlId: string;
  lang?: string | undefined;
  placeholder?: string | undefined;
}

/** One line. */
export function LineControl({ root, controlId, lang }: TextControlProps) {
  const { canEdit } = useForm();
  const element = useTextBinding<HTMLInputElement>(root);
  return (
    <input
      ref={element}
      id={controlId}
      className={classes.input}
      aria-describedby={`${controlId}-hint`}
      readOnly={!canEdit}
      dir="auto"
      lang={lang}
      autoComplete="off"
    />
  );
}

/** Several lines, as high as its words. */
export function AreaControl({ field, root, controlId, lang, placeholder }: TextControlProps) {
  const { canEdit } = useForm();
  const element = useTextBinding<HTMLTextAreaElement>(root);
  return (
    <textarea
      ref={element}
      id={controlId}
      className={`${classes.input} ${classes.area}`}
      aria-describedby={`${controlId}-hint`}
      readOnly={!canEdit}
      dir="auto"
      lang={lang}
      rows={field.type === 'lines' ? 3 : 2}
      placeholder={placeholder}
      spellCheck
    />
  );
}

/** A web address: put into normal form when it is left, and said to be none when it is none. */
export function UrlControl({ root, controlId }: TextControlProps) {
  const { t } = useTranslation('editor');
  const { canEdit } = useForm();
  const { doc } = useOpenDocument();
  const element = useTextBinding<HTMLInputElement>(root);
  const typed = useText(root).trim();
  const normal = normaliseUrl(typed);
  const isWrong = typed !== '' && normal === null;
  const normalise = () => {
    if (!canEdit || normal === null || normal === typed) return;
    doc.transact(() => replaceText(doc.getText(root), normal), FORM_ORIGIN);
  };
  return (
    <>
      <span className={classes.withButton}>
        <input
          ref={element}
          id={controlId}
          className={classes.input}
          type="text"
          inputMode="url"
          aria-describedby={`${controlId}-hint ${controlId}-problem`}
          aria-invalid={isWrong}
          readOnly={!canEdit}
          dir="auto"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onBlur={normalise}
        />
        {normal !== null && (
          <a className={classes.visit} href={normal} target="_blank" rel="noreferrer">
            {t('url.open')}
          </a>
        )}
      </span>
      <span className={classes.problem} id={`${controlId}-problem`} role="status">
        {isWrong && t('url.wrong')}
      </span>
    </>
  );
}

/** How many graphemes a field has left, or is over. */
export function Counter({ root, max }: { root: string; max: number }) {
  const { t } = useTranslation('editor');
  const count = countGraphemes(useText(root).trim());
  // Far from the limit a number only distracts.
  if (count < max * 0.7) return null;
  const isOver = count > max;
  return (
    <span className={isOver ? classes.over : classes.counter}>
      <span aria-hidden="true">{`${count} / ${max}`}</span>
      <span className={spoken.only}>
        {isOver
          ? t('counter.over', { count: count - max })
          : t('counter.left', { count: max - count })}
      </span>
    </span>
  );
}
