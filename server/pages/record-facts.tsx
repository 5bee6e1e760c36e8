/** @jsxImportSource hono/jsx */
// The facts of a record beside its text: a list of terms read from the field table. Pictures of
// ours are shown, others are links: a page loads nothing from addresses that somebody typed.
import type { Child } from 'hono/jsx';
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Tag } from '../../shared/document.ts';
import type { Field } from '../../shared/fields/field.ts';
import { FIELDS } from '../../shared/fields.ts';
import { normaliseUrl } from '../../shared/normalise.ts';
import { isEmptyValue, type PlainValue } from '../../shared/projection.ts';
import { Linked } from './layout.tsx';
import { pictureHref, Thumbnail } from './record-pictures.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** Shown elsewhere on the page. */
const ELSEWHERE = new Set(['name', 'summary', 'description', 'features']);

/** The column of facts; nothing when there are none. */
export function RecordFacts({ record, site }: { record: RecordView; site: Site }) {
  const words = wordsOf(site.language);
  const facts = FIELDS[record.kind].filter(
    ({ name, type }) =>
      type !== 'relation' &&
      type !== 'signatories' &&
      !ELSEWHERE.has(name) &&
      !(name === 'logo' && pictureHref(String(record.fields.logo), site) !== null) &&
      !isEmptyValue(record.fields[name]),
  );
  if (facts.length === 0) return null;
  return (
    <aside class="facts" aria-label={words.t('catalogue:facts')}>
      <dl>
        {facts.map((field) => (
          <div data-type={field.type}>
            <dt>{words.field(field.name)}</dt>
            <dd>{showFact(record, field, record.fields[field.name] as PlainValue, site)}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}

function showFact(record: RecordView, field: Field, value: PlainValue, site: Site): Child {
  const words = wordsOf(site.language);
  switch (field.type) {
    case 'url': {
      const url = normaliseUrl(value as string);
      return url === null ? (value as string) : <WebLink url={url} />;
    }
    case 'urls':
      return (
        <ul class="plain">
          {(value as readonly string[]).map((one, index) => {
            const href = field.picture ? pictureHref(one, site) : null;
            if (href !== null) {
              const label = `${words.field(field.name)} ${index + 1}`;
              return (
                <li>
                  <Thumbnail href={href} label={label} />
                </li>
              );
            }
            const url = normaliseUrl(one);
            return <li>{url === null ? one : <WebLink url={url} />}</li>;
          })}
        </ul>
      );
    case 'choice':
      return words.option(record.kind, field.name, value as string);
    case 'set':
      return (value as readonly string[])
        .map((id) => words.option(record.kind, field.name, id))
        .sort(words.compare)
        .join(', ');
    case 'tags':
      return (
        <ul class="tags">
          {(value as readonly Tag[]).map((tag) => (
            <li>
              <Linked
                site={site}
                place={{ to: 'catalogue', search: { facets: { tag: tag.id } } }}
                dir="auto"
              >
                {words.tag(tag)}
              </Linked>
            </li>
          ))}
        </ul>
      );
    case 'lines':
      return <span dir="auto">{(value as readonly string[]).join(', ')}</span>;
    case 'date':
      return <time datetime={value as string}>{words.day(Date.parse(`${value}T00:00:00Z`))}</time>;
    default:
      return field.name === 'wikidata' && /^Q\d+$/i.test(String(value)) ? (
        <WebLink url={`https://www.wikidata.org/wiki/${value}`} name={String(value)} />
      ) : (
        <span dir="auto">{String(value)}</span>
      );
  }
}

/** A link out, as the host and path people know, and whole on paper. */
function WebLink({ url, name }: { url: string; name?: string }) {
  const shown = name ?? url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return (
    <a class="out" href={url} rel="noopener nofollow ugc">
      {shown}
    </a>
  );
}
