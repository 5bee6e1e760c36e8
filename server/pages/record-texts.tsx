/** @jsxImportSource hono/jsx */
// The longer texts of a record: those nearest to the reader's language open, the others folded.
import type { RecordView } from '../../shared/api/catalogue.ts';
import { isEmptyValue, type LocalisedValue, pickLanguage } from '../../shared/projection.ts';
import type { RichNode } from '../../shared/rich-text.ts';
import { RichText } from './rich-text.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** The texts in the reader's language or the nearest there is; further languages fold out. */
export function RecordTexts({ record, site }: { record: RecordView; site: Site }) {
  const words = wordsOf(site.language);
  const { description, features } = record.fields;
  const preferred = [site.language, 'en'];
  const first =
    pickLanguage(description, preferred)?.language ?? pickLanguage(features, preferred)?.language;
  const others = textLanguages(record).filter((language) => language !== first);
  return (
    <>
      {first !== undefined && <Text record={record} site={site} language={first} />}
      {others.map((language) => (
        <details class="other-language">
          <summary lang={language}>{words.ownName(language)}</summary>
          <OtherSummary record={record} language={language} />
          <Text record={record} site={site} language={language} />
        </details>
      ))}
    </>
  );
}

function OtherSummary({ record, language }: { record: RecordView; language: string }) {
  const summary = valueIn(record.fields.summary as LocalisedValue | undefined, language);
  if (typeof summary !== 'string' || summary === '') return null;
  return (
    <p class="lead" lang={language} dir="auto">
      {summary}
    </p>
  );
}

function Text({ record, site, language }: { record: RecordView; site: Site; language: string }) {
  const words = wordsOf(site.language);
  const description = valueIn(record.fields.description as LocalisedValue, language);
  const features = valueIn(record.fields.features as LocalisedValue, language);
  return (
    <>
      {description !== null && (
        <RichText
          nodes={description as readonly RichNode[]}
          language={language}
          tableLabel={words.t('catalogue:table')}
        />
      )}
      {features !== null && (
        <section class="section">
          <h2>{words.field('features')}</h2>
          <ul class="features" lang={language}>
            {(features as readonly string[]).map((feature) => (
              <li dir="auto">{feature}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function valueIn(value: LocalisedValue | undefined, language: string) {
  const found = value !== undefined && Object.hasOwn(value, language) ? value[language] : null;
  return found === undefined || isEmptyValue(found) ? null : found;
}

/** Languages that any longer text says something in. */
function textLanguages({ fields }: RecordView): string[] {
  const languages = new Set<string>();
  for (const name of ['description', 'features']) {
    for (const [language, value] of Object.entries((fields[name] ?? {}) as LocalisedValue)) {
      if (!isEmptyValue(value)) languages.add(language);
    }
  }
  return [...languages].sort();
}
