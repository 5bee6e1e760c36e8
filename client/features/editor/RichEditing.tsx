// An editor over one fragment of the document, with its toolbar and foot. Comes when the form stands;
// until then `RichControl` shows the text.
import { notifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFact, useOpenDocument } from '../../collab/hooks.ts';
import { useForm } from './form-context.ts';
import { RichFoot } from './RichFoot.tsx';
import { RichToolbar } from './RichToolbar.tsx';
import { replayEntry } from './rich/entry.ts';
import type { RichEntry } from './rich/entry-notes.ts';
import { openRichEditor, type RichEditor } from './rich/rich-editor.ts';
import classes from './rich.module.css';

const LinkDialog = lazy(async () => ({ default: (await import('./LinkDialog.tsx')).LinkDialog }));
const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }));
const SlashMenu = lazy(async () => ({ default: (await import('./SlashMenu.tsx')).SlashMenu }));

/** What a rich text of a form is. */
export interface RichTextProps {
  root: string;
  controlId: string;
  label: string;
  lang: string;
}

interface RichEditingProps extends RichTextProps {
  /** What the person did in the text before the editor was there. */
  entry: RichEntry | null;
}

/** The editor of one root. */
export function RichEditing(props: RichEditingProps) {
  const { canEdit } = useForm();
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const [dialog, setDialog] = useState<'link' | 'keys' | null>(null);
  const editor = useRichEditor(place, props, setDialog);
  const close = () => {
    setDialog(null);
    editor?.view.focus();
  };
  return (
    <div className={classes.rich} data-readonly={!canEdit}>
      {canEdit && editor !== null && (
        <RichToolbar editor={editor} controlId={props.controlId} onLink={() => setDialog('link')} />
      )}
      <div ref={setPlace} />
      {editor !== null && (
        <>
          <RichFoot editor={editor} canEdit={canEdit} onKeys={() => setDialog('keys')} />
          {canEdit && <SlashPlace editor={editor} />}
          <Suspense fallback={null}>
            {dialog === 'link' && <LinkDialog editor={editor} onClose={close} />}
            {dialog === 'keys' && <KeysDialog onClose={close} />}
          </Suspense>
        </>
      )}
    </div>
  );
}

/** The menu comes with the first slash. */
function SlashPlace({ editor }: { editor: RichEditor }) {
  const words = useFact(editor.slash);
  if (words === null) return null;
  return (
    <Suspense fallback={null}>
      <SlashMenu editor={editor} words={words} />
    </Suspense>
  );
}

/** The editor of `place` for as long as it stands; `null` until then. */
function useRichEditor(
  place: HTMLElement | null,
  { root, controlId, label, lang, entry }: RichEditingProps,
  show: (dialog: 'link' | 'keys') => void,
): RichEditor | null {
  const { t } = useTranslation('editor');
  const { doc, provider, undo, onBeforeRemote } = useOpenDocument();
  const { canEdit } = useForm();
  const [editor, setEditor] = useState<RichEditor | null>(null);
  const latest = useRef({ canEdit, t, label, entry });
  latest.current = { canEdit, t, label, entry };
  useLayoutEffect(() => {
    if (place === null) return;
    const opened = openRichEditor({
      place,
      shared: {
        fragment: doc.getXmlFragment(root),
        root,
        awareness: provider.awareness,
        manager: undo.manager,
        onBeforeRemote,
      },
      attributes: {
        id: controlId,
        class: classes.text ?? '',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': latest.current.label,
        'aria-describedby': `${controlId}-hint`,
        lang,
      },
      placeholder: latest.current.t('rich.placeholder'),
      paste: {
        picturesDropped: () =>
          void notifications.show({
            id: 'pictures-dropped',
            message: latest.current.t('rich.pictures-dropped'),
          }),
        markdownUnread(error) {
          console.error(error);
          notifications.show({ message: latest.current.t('rich.markdown-unread') });
        },
      },
      canEdit: latest.current.canEdit,
      onLink: () => show('link'),
      onHelp: () => show('keys'),
    });
    setEditor(opened);
    replayEntry(opened.view, latest.current.entry);
    return () => {
      setEditor(null);
      opened.close();
    };
  }, [place, doc, root, provider, undo, onBeforeRemote, controlId, lang, show]);
  useEffect(() => {
    if (editor !== null && editor.tiptap.isEditable !== canEdit) {
      editor.tiptap.setEditable(canEdit, false);
    }
  }, [editor, canEdit]);
  return editor;
}
