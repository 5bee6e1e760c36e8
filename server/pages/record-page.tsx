/** @jsxImportSource hono/jsx */
// A record for everyone: what it says, who is behind it, and that nobody changed it since.
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Relation } from '../../shared/document.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import {
  isEmptyValue,
  type LocalisedValue,
  pickLanguage,
  type Signatory,
  tally,
} from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import { KindIcon } from './icons.tsx';
import { recordJsonLd } from './json-ld.ts';
import { Linked, type PageBrand, type PageHead, renderPage } from './layout.tsx';
import { pictureOf, recordCard } from './preview-card.ts';
import { Provenance } from './provenance.tsx';
import { type DeskView, RecordDesk } from './record-desk.tsx';
import { RecordFacts } from './record-facts.tsx';
import { RecordLogo } from './record-pictures.tsx';
import { RichText } from './rich-text.tsx';
import { Signatories, tallyParts } from './signatories.tsx';
import type { Place, Site } from './site.ts';
import { type Words, wordsOf } from './words.ts';

/** A record at its newest or at an older revision, as a whole page. */
export function renderRecord(
  record: RecordView,
  site: Site,
  /** What may be done with it; for the signed-in only. */
  desk: DeskView | null = null,
): string {
  const words = wordsOf(site.language);
  const { t } = words;
  const { kind, slug } = record;
  const newest = record.revisions[0]?.number ?? record.revision;
  const isNewest = record.revision >= newest;
  const place: Place = isNewest
    ? { to: 'record', kind, slug }
    : { to: 'revision', kind, slug, number: record.revision };
  const summary = pickLanguage(record.fields.summary, [site.language, 'en']);
  return renderPage(
    {
      title: record.title,
      description: describe(record, words),
      type: 'article',
      modifiedAt: record.finalisedAt,
      picture: recordPicture(record, site),
      brand: brandOfRecord(record),
      // An older revision is for readers; search engines keep the newest.
      ...(isNewest ? { place, jsonLd: recordJsonLd(record, site) } : {}),
    },
    site,
    <article class="record">
      <header class="page-head">
        <Crumbs site={site} kind={kind} />
        <div class="title-line">
          <RecordLogo record={record} site={site} />
          <h1 dir="auto">{record.title}</h1>
        </div>
        {summary !== null && (
          <p class="lead" lang={summary.language} dir="auto">
            {summary.value as string}
          </p>
        )}
      </header>
      {!isNewest && (
        <p class="notice">
          {t('catalogue:older-revision', { number: record.revision, newest })}{' '}
          <Linked site={site} place={{ to: 'record', kind, slug }}>
            {t('catalogue:read-newest')}
          </Linked>
        </p>
      )}
      {record.isReopened && <p class="notice">{t('catalogue:reopened', { number: newest })}</p>}
      {record.confirmation?.isAlive === false && (
        <p class="notice">
          {t('catalogue:alive.notice', { date: words.day(record.confirmation.at) })}
        </p>
      )}
      {desk !== null && <RecordDesk record={record} desk={desk} site={site} />}
      <div class="columns">
        <div class="main">
          {kind === 'collective-action' ? (
            <>
              <Texts record={record} site={site} />
              <Signatories signatories={signatoriesOf(record)} site={site} />
              {site.href({ to: 'actions', hackathonSlug: record.hackathonSlug }) !== null && (
                <p class="section">
                  <Linked
                    site={site}
                    place={{ to: 'actions', hackathonSlug: record.hackathonSlug }}
                    dir="auto"
                  >
                    {t('catalogue:actions.title', { hackathon: record.hackathonName })}
                  </Linked>
                </p>
              )}
            </>
          ) : (
            <Texts record={record} site={site} />
          )}
          <Relations record={record} site={site} />
          <NamedBy record={record} site={site} />
        </div>
        <RecordFacts record={record} site={site} />
      </div>
      <Provenance record={record} site={site} />
    </article>,
  );
}

/** The picture of a record's preview; of an older revision too, since it shows what is true now. */
export function recordPicture(record: RecordView, { language }: Site): PageHead['picture'] {
  const { kind, slug } = record;
  return pictureOf({ type: 'record', kind, slug }, recordCard(record, language));
}

/** The look of the hackathon a record is from. */
export function brandOfRecord({ brand, hackathonName, hackathonSlug }: RecordView): PageBrand {
  return { ...brand, name: hackathonName, slug: hackathonSlug };
}

/** The signatories of a collective action. */
export function signatoriesOf({ fields }: Pick<RecordView, 'fields'>): readonly Signatory[] {
  return (fields.signatories ?? []) as readonly Signatory[];
}

/** One plain sentence or two for previews. */
export function describe(record: RecordView, words: Words): string {
  const preferred = [words.language, 'en'];
  const summary = pickLanguage(record.fields.summary, preferred);
  const description = pickLanguage(record.fields.description, preferred);
  const said =
    summary !== null
      ? (summary.value as string)
      : description === null
        ? ''
        : richToPlain(description.value as readonly RichNode[]).replaceAll(/\s+/g, ' ');
  const counts = tallyParts(tally(signatoriesOf(record)), words)
    .map(({ count, words: noun }) => `${words.number(count)} ${noun}`)
    .join(' · ');
  const whole = [counts, said].filter((part) => part !== '').join('. ');
  return whole.length > 240 ? `${whole.slice(0, whole.lastIndexOf(' ', 238))} …` : whole;
}

/** The way back up: catalogue › kind. */
export function Crumbs({ site, kind }: { site: Site; kind?: Kind }) {
  const { t } = wordsOf(site.language);
  return (
    <nav class="crumbs" aria-label={t('catalogue:crumbs')}>
      <Linked site={site} place={{ to: 'catalogue' }}>
        {t('catalogue:title')}
      </Linked>
      {kind !== undefined && (
        <Linked site={site} place={{ to: 'catalogue', search: { kind } }}>
          <KindIcon kind={kind} size={18} />
          {t(`catalogue:kinds.${kind}`)}
        </Linked>
      )}
    </nav>
  );
}

/** The texts in the reader's language or the nearest there is; further languages fold out. */
function Texts({ record, site }: { record: RecordView; site: Site }) {
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

/** Who and what a record goes with: one list per relation. */
function Relations({ record, site }: { record: RecordView; site: Site }) {
  const words = wordsOf(site.language);
  const relations = FIELDS[record.kind].flatMap(({ name, type }) => {
    const value = (record.fields[name] ?? []) as readonly Relation[];
    return type === 'relation' && value.length > 0 ? [{ name, value }] : [];
  });
  if (relations.length === 0) return null;
  return (
    <section class="section">
      <h2>{words.t('fields:section.relations')}</h2>
      {relations.map(({ name, value }) => (
        <div class="relation">
          <h3>{words.field(name)}</h3>
          <ul>
            {value.map((relation) => (
              <li>
                <Related site={site} {...record.related[relation.ref]} label={relation.label} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** The other direction: records that name this one, by what they call it. */
function NamedBy({ record, site }: { record: RecordView; site: Site }) {
  const { t } = wordsOf(site.language);
  if (record.namedBy.length === 0) return null;
  const fields = [...new Set(record.namedBy.map(({ field }) => field))];
  return (
    <section class="section">
      <h2>{t('catalogue:named-by.title')}</h2>
      {fields.map((name) => (
        <div class="relation">
          <h3>{t(`catalogue:named-by.${name}`)}</h3>
          <ul>
            {record.namedBy
              .filter(({ field }) => field === name)
              .map((other) => (
                <li>
                  <Related site={site} {...other} label={other.title} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Related({
  site,
  path,
  kind,
  title,
  label,
}: {
  site: Site;
  path?: string;
  kind?: Kind;
  title?: string;
  label: string;
}) {
  if (path === undefined || kind === undefined) return <span dir="auto">{label}</span>;
  return (
    <Linked site={site} place={{ to: 'record', kind, slug: slugOf(path) }} class="related">
      <KindIcon kind={kind} size={18} />
      <span dir="auto">{title ?? label}</span>
    </Linked>
  );
}

/** The last part of a permalink. */
function slugOf(path: string): string {
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
}
