// A hackathon's own colour and picture, and how they will look.
import { Button } from '@mantine/core';
import { type CSSProperties, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accentShades } from '../../../shared/accent.ts';
import classes from './HackathonForm.module.css';
import { readPicture } from './read-picture.ts';

/** What the picker shows while no colour is chosen: Sommet's own. */
const OWN_COLOUR = '#3d4ed8';

/** The colour; `null` is Sommet's own. */
export function AccentField({
  accent,
  onChange,
}: {
  accent: string | null;
  onChange: (accent: string | null) => void;
}) {
  const { t } = useTranslation('hackathon-form');
  const id = useId();
  const shades = accent === null ? null : accentShades(accent);
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{t('accent')}</label>
      <p id={`${id}-hint`} className={classes.hint}>
        {t('accent-hint')}
      </p>
      <div className={classes.row}>
        <input
          id={id}
          className={classes.colour}
          type="color"
          aria-describedby={`${id}-hint`}
          value={accent ?? OWN_COLOUR}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {shades !== null && (
          <>
            <span className={classes.sample} style={{ '--sample': shades.light } as CSSProperties}>
              {t('accent-light')}
            </span>
            <span
              className={classes.sample}
              data-dark
              style={{ '--sample': shades.dark } as CSSProperties}
            >
              {t('accent-dark')}
            </span>
            <Button variant="subtle" color="gray" size="compact-md" onClick={() => onChange(null)}>
              {t('accent-none')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/**
 * The picture: `logo` is where the one that is shown is; a chosen one comes as PNG in base64, and
 * `null` takes it away.
 */
export function LogoField({
  logo,
  onChange,
}: {
  logo: string | null;
  onChange: (png: string | null) => void;
}) {
  const { t } = useTranslation('hackathon-form');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const take = async (file: File) => {
    const png = await readPicture(file);
    setUnreadable(png === null);
    if (png !== null) onChange(png);
  };
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{t('logo')}</label>
      <p id={`${id}-hint`} className={classes.hint}>
        {t('logo-hint')}
      </p>
      <div className={classes.row}>
        {logo !== null && <img className={classes.logo} src={logo} alt={t('logo-chosen')} />}
        <input
          ref={input}
          id={id}
          className={classes.file}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby={`${id}-hint`}
          aria-invalid={isUnreadable}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void take(file);
          }}
        />
        {logo !== null && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            onClick={() => {
              if (input.current !== null) input.current.value = '';
              onChange(null);
            }}
          >
            {t('logo-none')}
          </Button>
        )}
      </div>
      {isUnreadable && (
        <p className={classes.error} role="alert">
          {t('logo-unreadable')}
        </p>
      )}
    </div>
  );
}
