// A list of web addresses; each is one key of the map, so that two people adding one give one.
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../shared/fields/field.ts';
import { imagePath } from '../../../shared/images.ts';
import { normaliseUrl } from '../../../shared/normalise.ts';
import { useMapEntries } from '../../collab/hooks.ts';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { PictureDrop } from './PictureDrop.tsx';
import pictures from './picture.module.css';
import { useKeptPicture } from './use-kept-picture.ts';
import { useSharedMap } from './use-shared-map.ts';

/** The addresses with a line to add one. */
export function UrlsControl({ field, controlId }: { field: Field; controlId: string }) {
  const { t } = useTranslation(['editor', 'fields']);
  const { canEdit } = useForm();
  const entries = useMapEntries(field.name);
  const map = useSharedMap(field.name);
  const [typed, setTyped] = useState('');
  const normal = normaliseUrl(typed);
  const isWrong = typed.trim() !== '' && normal === null;
  const add = () => {
    if (normal === null) return;
    map.set(normal, true);
    setTyped('');
  };
  return (
    <div className={classes.urls}>
      <ul>
        {entries.map(([url]) => (
          <li key={url}>
            <OneUrl url={url} label={t(`fields:label.${field.name}`)} />
            {canEdit && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('editor:picker.remove', { label: url })}
                onClick={() => map.delete(url)}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {canEdit && field.picture && (
        <>
          <PictureDrop
            label={t(`fields:label.${field.name}`)}
            hasPicture={entries.length > 0}
            takesSeveral
            onUploaded={(address) => map.set(address, true)}
          />
          <label className={pictures.orAddress} htmlFor={controlId}>
            {t('editor:picture.or-address')}
          </label>
        </>
      )}
      {canEdit && (
        <span className={classes.withButton}>
          <input
            id={controlId}
            className={classes.input}
            type="text"
            inputMode="url"
            dir="auto"
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby={`${controlId}-hint ${controlId}-problem`}
            aria-invalid={isWrong}
            value={typed}
            data-own-undo={typed !== '' || undefined}
            onChange={({ target }) => setTyped(target.value)}
            // Whoever goes on to the next field means it to be there.
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
          <Button
            variant="subtle"
            leftSection={<IconPlus size={16} />}
            disabled={normal === null}
            onClick={add}
          >
            {t('editor:add')}
          </Button>
        </span>
      )}
      <span className={classes.problem} id={`${controlId}-problem`} role="status">
        {isWrong && t('editor:url.wrong')}
      </span>
    </div>
  );
}

/** An address as a link, a picture of ours as what it shows. */
function OneUrl({ url, label }: { url: string; label: string }) {
  const { t } = useTranslation('editor');
  const { name, onMissing } = useKeptPicture(url);
  const href = name === null ? normaliseUrl(url) : imagePath(name);
  return (
    <a href={href ?? undefined} target="_blank" rel="noreferrer">
      {name === null ? (
        url
      ) : (
        <img
          className={pictures.shot}
          src={imagePath(name)}
          alt={t('picture.shown', { label })}
          onError={onMissing}
        />
      )}
    </a>
  );
}
