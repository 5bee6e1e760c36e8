/** @jsxImportSource hono/jsx */
// What differs between two revisions of a record, or between two records, field by field: signs and
// strokes, not colour alone.
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { FieldDiff } from '../../shared/api/history.ts';
import { isRunningText } from '../../shared/fields/field.ts';
import { getField } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { partyLine } from '../../shared/party-name.ts';
import { isKnownTag } from '../../shared/tags.ts';
import { Linked, renderPage } from './layout.tsx';
import { brandOfRecord, Crumbs, recordPicture } from './record-page.tsx';
import type { Site } from './site.ts';
import { type Words, wordsOf } from './words.ts';

/** Two revisions and what differs. */
interface RevisionDiffView {
  /** Either of the revisions; both have its title's record. */
  readonly record: RecordView;
  readonly from: { readonly number: number; readonly finalisedAt: number };
  readonly until: { readonly number: number; readonly finalisedAt: number };
  readonly fields: readonly FieldDiff[];
}

/** The differences as a whole page. */
export function renderRevisionDiff(view: RevisionDiffView, site: Site): string {
  const { record, from, until, fields } = view;
  const words = wordsOf(site.language);
  const { t } = words;
  const { kind, slug } = record;
  const sideOf = (side: RevisionDiffView['from']) => (
    <>
      <Linked site={site} place={{ to: 'revision', kind, slug, number: side.number }}>
        {t('catalogue:provenance.revision', { number: side.number })}
      </Linked>{' '}
      <time datetime={new Date(side.finalisedAt).toISOString()}>
        {words.moment(side.finalisedAt)}
      </time>
    </>
  );
  return renderPage(
    {
      title: t('catalogue:diff.title', { name: record.title }),
      description: t('catalogue:diff.lead', { from: from.number, until: until.number }),
      picture: recordPicture(record, site),
      brand: brandOfRecord(record),
    },
    site,
    <article class="record">
      <header class="page-head">
        <Crumbs site={site} kind={kind} />
        <h1 dir="auto">{record.title}</h1>
        <p class="lead">{t('catalogue:diff.lead', { from: from.number, until: until.number })}</p>
      </header>
      <p class="sides">
        {sideOf(from)} → {sideOf(until)}
      </p>
      <FieldDiffs kind={kind} fields={fields} site={site} />
      <p class="way-back">
        <Linked site={site} place={{ to: 'record', kind, slug }}>
          {t('catalogue:back-to-record')}
        </Linked>
      </p>
    </article>,
  );
}

/** The fields that differ, in the order of the form. */
export function FieldDiffs({
  kind,
  fields,
  site,
}: {
  kind: Kind;
  fields: readonly FieldDiff[];
  site: Site;
}) {
  const words = wordsOf(site.language);
  const { t } = words;
  if (fields.length === 0) return <p>{t('catalogue:diff.same')}</p>;
  return (
    <dl class="diffs">
      {fields.map(({ field, language, runs }) => (
        <div>
          <dt>
            {words.field(field)}
            {language !== null && ` (${words.ownName(language)})`}
          </dt>
          <dd dir="auto" lang={language ?? undefined}>
            {runs.map((run, index) => {
              const shown = wordsOfRun(run, kind, field, words);
              const Mark = MARKS[run.type];
              return (
                <>
                  {index > 0 && (run.party !== undefined ? '\n' : isItems(kind, field) && ', ')}
                  {Mark === null ? (
                    shown
                  ) : (
                    <Mark>
                      <span class="spoken">{t(`catalogue:diff.${run.type}`)} </span>
                      {shown}
                    </Mark>
                  )}
                </>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const MARKS = { same: null, added: 'ins', removed: 'del' } as const;

function wordsOfRun(run: FieldDiff['runs'][number], kind: Kind, field: string, words: Words) {
  const { type, text, party } = run;
  if (party !== undefined) {
    return partyLine(type, party, {
      country: words.country,
      kind: (one) => words.t(`fields:signatoryKind.${one}`),
      unconfirmed: words.t('catalogue:unconfirmed'),
    });
  }
  return isKnownTag(text) && field === 'tags'
    ? words.tag({ id: text, label: null })
    : words.option(kind, field, text);
}

/** Whether the runs of a field are things of their own rather than one text read on. */
function isItems(kind: Kind, name: string): boolean {
  const field = getField(kind, name);
  return field !== null && field.type !== 'signatories' && !isRunningText(field);
}
