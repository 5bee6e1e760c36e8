// A picture: uploaded, or the address of one elsewhere. The document holds an address either way.
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../shared/fields/field.ts';
import { imagePath, lengthBeforeLastImage } from '../../../shared/images.ts';
import { FORM_ORIGIN } from '../../collab/form-undo.ts';
import { useOpenDocument, useText } from '../../collab/hooks.ts';
import { useForm } from './form-context.ts';
import { PictureDrop } from './PictureDrop.tsx';
import classes from './picture.module.css';
import { UrlControl } from './TextControl.tsx';
import { useKeptPicture } from './use-kept-picture.ts';

interface PictureControlProps {
  field: Field;
  root: string;
  controlId: string;
}

/** One picture. */
export function PictureControl({ field, root, controlId }: PictureControlProps) {
  const { t } = useTranslation(['editor', 'fields']);
  const { canEdit } = useForm();
  const { doc } = useOpenDocument();
  const chooser = useRef<HTMLInputElement>(null);
  const address = useText(root).trim();
  const { name, onMissing } = useKeptPicture(address);
  // Two people who upload at once leave both addresses. Whoever sees that takes the first away: all
  // delete the very same letters, so it happens once, and it is nobody's step to undo.
  const doubled = canEdit ? lengthBeforeLastImage(address) : 0;
  useEffect(() => {
    const text = doc.getText(root);
    if (doubled > 0 && lengthBeforeLastImage(text.toString()) === doubled) text.delete(0, doubled);
  }, [doc, root, doubled]);
  const label = t(`fields:label.${field.name}`);
  const write = (next: string) => {
    const text = doc.getText(root);
    // In one piece: what is kept of earlier versions is looked for by the name as a whole.
    doc.transact(() => {
      text.delete(0, text.length);
      text.insert(0, next);
    }, FORM_ORIGIN);
  };
  const picture = name !== null && (
    <img
      className={classes.logo}
      src={imagePath(name)}
      alt={t('editor:picture.shown', { label })}
      onError={onMissing}
    />
  );
  if (!canEdit) {
    return picture === false ? (
      <UrlControl field={field} root={root} controlId={controlId} />
    ) : (
      picture
    );
  }
  const remove = (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<IconTrash size={18} />}
      aria-label={`${t('editor:picture.remove')}, ${label}`}
      onClick={() => {
        write('');
        chooser.current?.focus();
      }}
    >
      {t('editor:picture.remove')}
    </Button>
  );
  return (
    <div className={classes.picture}>
      <PictureDrop
        ref={chooser}
        label={label}
        hasPicture={picture !== false}
        onUploaded={write}
        before={picture}
        after={picture !== false && remove}
      />
      {picture === false && (
        <>
          <label className={classes.orAddress} htmlFor={controlId}>
            {t('editor:picture.or-address')}
          </label>
          <UrlControl field={field} root={root} controlId={controlId} />
        </>
      )}
    </div>
  );
}
