// Asks for the address of a link. Loaded when the first one is made.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normaliseUrl } from '../../../shared/normalise.ts';
import { isSafeLink } from '../../../shared/rich-text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import formClasses from './form.module.css';
import { linkAt } from './rich/link.ts';
import type { RichEditor } from './rich/rich-editor.ts';
import classes from './rich.module.css';

/** Sets, changes or removes the link at the caret or over the selection. */
export function LinkDialog({ editor, onClose }: { editor: RichEditor; onClose(): void }) {
  const { t } = useTranslation('editor');
  const { commands } = editor.tiptap;
  const [existing] = useState(() => linkAt(editor.view.state));
  const [address, setAddress] = useState(existing?.href ?? '');
  const href = toHref(address);
  const isWrong = address.trim() !== '' && href === null;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (href === null) return;
    commands.setLink(href);
    onClose();
  };
  const remove = () => {
    commands.removeLink();
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('rich.link')}>
      <form className={classes.linkForm} onSubmit={save}>
        <input
          className={formClasses.input}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-label={t('rich.link-address')}
          aria-describedby="link-problem"
          aria-invalid={isWrong}
          placeholder="https://"
          value={address}
          data-autofocus
          onChange={({ target }) => setAddress(target.value)}
        />
        <p id="link-problem" className={classes.linkProblem} aria-live="polite">
          {isWrong && t('rich.link-wrong')}
        </p>
        <div className={classes.linkButtons}>
          <button type="submit" className={classes.mainButton} disabled={href === null}>
            {t('rich.link-save')}
          </button>
          {existing !== null && (
            <button type="button" className={classes.textButton} onClick={remove}>
              {t('rich.link-remove')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** An address as a link may have it; a mail address is one too. `null` when it is none. */
function toHref(typed: string): string | null {
  const words = typed.trim();
  if (words.startsWith('mailto:')) return isSafeLink(words) ? words : null;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(words)) return `mailto:${words}`;
  return normaliseUrl(words);
}
