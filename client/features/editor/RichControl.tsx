// Rich text: Tiptap over one fragment of the document. Its own chunk.
import { Placeholder } from '@tiptap/extension-placeholder';
import { TableKit } from '@tiptap/extension-table';
import { EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isSafeLink } from '../../../shared/rich-text.ts';
import { useOpenDocument } from '../../collab/hooks.ts';
import { useForm } from './form-context.ts';
import { RichToolbar } from './RichToolbar.tsx';
import classes from './rich.module.css';
import { sharedFragment } from './shared-fragment.ts';

interface RichControlProps {
  root: string;
  controlId: string;
  label: string;
  lang: string;
}

/** The editor of one root; give it the root as `key`. */
export function RichControl({ root, controlId, label, lang }: RichControlProps) {
  const { t } = useTranslation('editor');
  const { doc, provider, undo } = useOpenDocument();
  const { canEdit } = useForm();
  const editor = useEditor(
    {
      // Our own style sheet has the few rules it would inject.
      injectCSS: false,
      editable: canEdit,
      editorProps: {
        attributes: {
          id: controlId,
          class: classes.text ?? '',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-describedby': `${controlId}-hint`,
          lang,
        },
      },
      extensions: [
        StarterKit.configure({
          // One history over the whole form (CL7); a trailing node would be written by every client.
          undoRedo: false,
          trailingNode: false,
          heading: { levels: [2, 3, 4] },
          link: {
            openOnClick: false,
            defaultProtocol: 'https',
            isAllowedUri: (address) => isSafeLink(address),
            shouldAutoLink: (address) => isSafeLink(address),
          },
        }),
        TableKit.configure({ table: { resizable: false } }),
        Placeholder.configure({ placeholder: t('rich.placeholder') }),
        sharedFragment({
          fragment: doc.getXmlFragment(root),
          root,
          awareness: provider.awareness,
          manager: undo.manager,
        }),
      ],
    },
    [doc, root],
  );
  useEffect(() => {
    if (editor.isEditable !== canEdit) editor.setEditable(canEdit, false);
  }, [editor, canEdit]);
  return (
    <div className={classes.rich} data-readonly={!canEdit}>
      {canEdit && <RichToolbar editor={editor} controlId={controlId} />}
      <EditorContent editor={editor} />
    </div>
  );
}

export default RichControl;
