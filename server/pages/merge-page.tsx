/** @jsxImportSource hono/jsx */
// Two records that may be one: find the other, see both side by side, choose which stays. For those
// who may merge.
import type { RecordSummary, RecordView } from '../../shared/api/catalogue.ts';
import type { Relation, Tag } from '../../shared/document.ts';
import type { Field } from '../../shared/fields/field.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type LocalisedValue, type PlainValue, plainWords } from '../../shared/projection.ts';
import { canonicalJson } from '../../shared/record.ts';
import { Linked, renderPage } from './layout.tsx';
import { DeskForm } from './record-desk.tsx';
import { brandOfRecord, Crumbs } from './record-page.tsx';
import { RecordRow } from './record-row.tsx';
import type { Site } from './site.ts';
import { type Words, wordsOf } from './words.ts';

/** What the page shows. */
export interface MergeView {
  readonly record: RecordView;
  readonly q: string;
  /** Records whose names or addresses are nearly the same, and what the words found. */
  readonly alike: readonly RecordSummary[];
  readonly found: readonly RecordSummary[];
  /** How many of those found are not among them. */
  readonly notListed: number;
  /** The one it is compared with. */
  readonly other: {
    readonly record: RecordView;
    /** Whether the viewer may make it lead to `record`. */
    readonly mayLose: boolean;
  } | null;
  /** The address of this page. */
  readonly path: string;
}

/** The page as text. */
export function renderMerge(view: MergeView, site: Site): string {
  const { record, q, alike, found, notListed, other, path } = view;
  const words = wordsOf(site.language);
  const { t } = words;
  const title = t('catalogue:merge.title', { title: record.title });
  return renderPage(
    { title, description: t('catalogue:merge.lead'), brand: brandOfRecord(record) },
    site,
    <article class="record">
      <header class="page-head">
        <Crumbs site={site} kind={record.kind} />
        <h1 dir="auto">{title}</h1>
        <p class="lead">{t('catalogue:merge.lead')}</p>
      </header>
      <search>
        <form action={path} method="get" class="ask">
          <label for="q">{t('catalogue:merge.search')}</label>
          <input id="q" type="search" name="q" value={q} maxlength={200} dir="auto" />
          <button type="submit">{t('catalogue:search-button')}</button>
        </form>
      </search>
      {other === null ? (
        <>
          <Candidates title={t('catalogue:merge.alike')} records={alike} path={path} site={site} />
          {q !== '' && (
            <Candidates
              title={t('catalogue:merge.found')}
              records={found}
              path={path}
              site={site}
            />
          )}
          {notListed > 0 && <p>{t('catalogue:merge.more', { count: notListed })}</p>}
          {q !== '' && found.length === 0 && <p>{t('catalogue:merge.none')}</p>}
        </>
      ) : (
        <Comparison record={record} other={other} site={site} />
      )}
      <p>
        <Linked site={site} place={{ to: 'record', kind: record.kind, slug: record.slug }}>
          {t('catalogue:back-to-record')}
        </Linked>
      </p>
    </article>,
  );
}

function Candidates({
  title,
  records,
  path,
  site,
}: {
  title: string;
  records: readonly RecordSummary[];
  path: string;
  site: Site;
}) {
  const words = wordsOf(site.language);
  if (records.length === 0) return null;
  return (
    <section class="section">
      <h2>{title}</h2>
      <ul class="records candidates">
        {records.map((record) => (
          <RecordRow
            record={record}
            site={{ ...site, href: () => `${path}?with=${record.id}` }}
            words={words}
          />
        ))}
      </ul>
    </section>
  );
}

function Comparison({
  record,
  other,
  site,
}: {
  record: RecordView;
  other: NonNullable<MergeView['other']>;
  site: Site;
}) {
  const words = wordsOf(site.language);
  const { t } = words;
  const rows = sideBySide(record, other.record, words);
  return (
    <section class="section">
      <h2>{t('catalogue:merge.compare')}</h2>
      <section class="table" aria-label={t('catalogue:merge.compare')} tabindex={0}>
        <table class="compared">
          <thead>
            <tr>
              <th scope="col">{t('catalogue:merge.field')}</th>
              <SideTitle record={record} site={site} />
              <SideTitle record={other.record} site={site} />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, first, second, isSame }) => (
              <tr class={isSame ? 'same' : undefined}>
                <th scope="row">{name}</th>
                <td dir="auto">{first}</td>
                <td dir="auto">{second}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="desk">
        <KeepForm lost={other.mayLose ? other.record : null} kept={record} site={site} />
        <KeepForm lost={record} kept={other.record} site={site} />
        {!other.mayLose && (
          <p>{t('catalogue:merge.not-allowed', { hackathon: other.record.hackathonName })}</p>
        )}
        <DeskForm
          site={site}
          post={`/api/records/${record.id}/not-the-same`}
          goesTo={site.href({ to: 'record', kind: record.kind, slug: record.slug }) ?? undefined}
          isWide
        >
          <input type="hidden" name="otherId" value={other.record.id} />
          <label for="reason">{t('catalogue:merge.reason')}</label>
          <input id="reason" name="reason" required maxlength={500} dir="auto" />
          <button type="submit">{t('catalogue:merge.not-the-same')}</button>
        </DeskForm>
      </div>
    </section>
  );
}

function SideTitle({ record, site }: { record: RecordView; site: Site }) {
  const { t } = wordsOf(site.language);
  return (
    <th scope="col">
      <Linked site={site} place={{ to: 'record', kind: record.kind, slug: record.slug }} dir="auto">
        {record.title}
      </Linked>
      <span class="aside">
        {' '}
        {record.hackathonName} · {t('catalogue:provenance.revision', { number: record.revision })}
      </span>
    </th>
  );
}

function KeepForm({ lost, kept, site }: { lost: RecordView | null; kept: RecordView; site: Site }) {
  const { t } = wordsOf(site.language);
  if (lost === null) return null;
  const names = { kept: kept.title, lost: lost.title };
  return (
    <DeskForm
      site={site}
      post={`/api/records/${lost.id}/merge`}
      question={t('catalogue:merge.keep-question', names)}
    >
      <input type="hidden" name="intoId" value={kept.id} />
      <button type="submit">{t('catalogue:merge.keep', names)}</button>
    </DeskForm>
  );
}

interface ComparedRow {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly isSame: boolean;
}

/** Every field that either says something in, in words. */
function sideBySide(first: RecordView, second: RecordView, words: Words): ComparedRow[] {
  return FIELDS[first.kind].flatMap((field): ComparedRow[] => {
    const a = first.fields[field.name];
    const b = second.fields[field.name];
    if (field.localised !== true) {
      return compared(
        words.field(field.name),
        field,
        first.kind,
        a as PlainValue,
        b as PlainValue,
        words,
      );
    }
    const ours = (a ?? {}) as LocalisedValue;
    const theirs = (b ?? {}) as LocalisedValue;
    const languages = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
    return languages.flatMap((language) =>
      compared(
        `${words.field(field.name)} (${words.ownName(language)})`,
        field,
        first.kind,
        ours[language] ?? null,
        theirs[language] ?? null,
        words,
      ),
    );
  });
}

function compared(
  name: string,
  field: Field,
  kind: Kind,
  a: PlainValue,
  b: PlainValue,
  words: Words,
): ComparedRow[] {
  const first = inWords(field, kind, a, words);
  const second = inWords(field, kind, b, words);
  if (first === '' && second === '') return [];
  return [{ name, first, second, isSame: canonicalJson(a) === canonicalJson(b) }];
}

function inWords(field: Field, kind: Kind, value: PlainValue, words: Words): string {
  if (field.type === 'choice' && typeof value === 'string') {
    return words.option(kind, field.name, value);
  }
  if (field.type === 'set') {
    return (value as readonly string[])
      .map((id) => words.option(kind, field.name, id))
      .sort(words.compare)
      .join(', ');
  }
  if (field.type === 'tags') return (value as readonly Tag[]).map(words.tag).join(', ');
  if (field.type === 'relation') {
    return (value as readonly Relation[]).map(({ ref, label }) => label || ref).join(', ');
  }
  return plainWords(field, value);
}
