// The fields of a kind in their sections, each with the control its type asks for.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { rootName } from '../../../shared/document.ts';
import type { Field, Section } from '../../../shared/fields/field.ts';
import { FIELDS } from '../../../shared/fields.ts';
import {
  ChipsControl,
  ChoiceControl,
  CountryControl,
  DateControl,
  NumberControl,
} from './ChoiceControl.tsx';
import classes from './editor.module.css';
import { FieldBlock } from './FieldBlock.tsx';
import { useForm } from './form-context.ts';
import { groupBy } from './group-by.ts';
import { LanguageTabs } from './LanguageTabs.tsx';
import { LicenceControl } from './LicenceControl.tsx';
import { RelationControl, SetControl, TagsControl } from './PickControls.tsx';
import { PictureControl } from './PictureControl.tsx';
import { RichControl } from './RichControl.tsx';
import { SignatoriesControl } from './SignatoriesControl.tsx';
import { AreaControl, Counter, LineControl, UrlControl } from './TextControl.tsx';
import { UrlsControl } from './UrlsControl.tsx';

/** Texts longer than this get several lines. */
const LINE_GRAPHEMES = 130;

/** Every field but the name, which is the title above. Follows the form's context alone. */
export const DocumentForm = memo(function DocumentForm() {
  const { t } = useTranslation('fields');
  const { kind } = useForm();
  const sections = groupBy(
    FIELDS[kind].filter(({ name }) => name !== 'name'),
    ({ section }) => section,
  );
  return (
    <div className={classes.form}>
      {[...sections].map(([section, fields]) => (
        <section key={section} className={classes.section} aria-labelledby={`section-${section}`}>
          <h2 id={`section-${section}`}>{t(`section.${section satisfies Section}`)}</h2>
          {fields.some(({ localised }) => localised) && <LanguageTabs />}
          <div className={classes.fields}>
            {fields.map((field) => (
              <FormField key={field.name} field={field} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
});

/** A field; a localised one beside itself in another language where somebody translates. */
const FormField = memo(function FormField({ field }: { field: Field }) {
  const { language, beside } = useForm();
  if (!field.localised) return <OneField field={field} language={language} />;
  if (beside === null) return <OneField field={field} language={language} />;
  return (
    <div className={classes.pair}>
      <OneField field={field} language={beside} />
      <OneField field={field} language={language} />
    </div>
  );
});

const OneField = memo(function OneField({ field, language }: { field: Field; language: string }) {
  const { t } = useTranslation('fields');
  const root = field.localised ? rootName(field, language) : field.name;
  const lang = field.localised ? language : undefined;
  const controlId = `field-${root}`;
  const shared = { field, root, controlId, lang };
  // The language is part of the key: a bound element belongs to one root.
  const block = { field, root, controlId };
  switch (field.type) {
    case 'text':
      if (field.options === 'spdx') {
        return (
          <FieldBlock {...block}>
            <LicenceControl field={field} controlId={controlId} />
          </FieldBlock>
        );
      }
      return (
        <FieldBlock
          key={root}
          {...block}
          aside={field.maxGraphemes && <Counter root={root} max={field.maxGraphemes} />}
        >
          {(field.maxGraphemes ?? 0) > LINE_GRAPHEMES && field.localised ? (
            <AreaControl {...shared} />
          ) : (
            <LineControl {...shared} />
          )}
        </FieldBlock>
      );
    case 'lines':
      return (
        <FieldBlock key={root} {...block}>
          <AreaControl {...shared} />
        </FieldBlock>
      );
    case 'url':
      if (field.picture) {
        return (
          <FieldBlock {...block} role="group">
            <PictureControl {...shared} />
          </FieldBlock>
        );
      }
      return (
        <FieldBlock {...block}>
          <UrlControl {...shared} />
        </FieldBlock>
      );
    case 'rich':
      return (
        <FieldBlock key={root} {...block} role="group">
          <RichControl
            key={root}
            root={root}
            controlId={controlId}
            label={t(`label.${field.name}`)}
            lang={language}
          />
        </FieldBlock>
      );
    case 'choice':
      return (
        <FieldBlock {...block}>
          {field.options === 'countries' ? (
            <CountryControl field={field} controlId={controlId} />
          ) : (
            <ChoiceControl field={field} controlId={controlId} />
          )}
        </FieldBlock>
      );
    case 'date':
      return (
        <FieldBlock {...block}>
          <DateControl field={field} controlId={controlId} />
        </FieldBlock>
      );
    case 'number':
      return (
        <FieldBlock {...block}>
          <NumberControl field={field} controlId={controlId} />
        </FieldBlock>
      );
    case 'set':
      return Array.isArray(field.options) ? (
        <FieldBlock {...block} role="group">
          <ChipsControl field={field} controlId={controlId} />
        </FieldBlock>
      ) : (
        <FieldBlock {...block}>
          <SetControl field={field} controlId={controlId} />
        </FieldBlock>
      );
    case 'tags':
      return (
        <FieldBlock {...block}>
          <TagsControl field={field} controlId={controlId} />
        </FieldBlock>
      );
    case 'relation':
      return (
        <FieldBlock {...block}>
          <RelationControl field={field} controlId={controlId} />
        </FieldBlock>
      );
    case 'urls':
      return (
        <FieldBlock {...block}>
          <UrlsControl field={field} controlId={controlId} />
        </FieldBlock>
      );
    case 'signatories':
      return (
        <FieldBlock {...block} role="group">
          <SignatoriesControl controlId={controlId} />
        </FieldBlock>
      );
  }
});
