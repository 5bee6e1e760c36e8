// The facts of a record beside its text: a list of terms read from the field table.
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordView } from '../../../shared/api/catalogue.ts';
import type { Tag } from '../../../shared/document.ts';
import { FIELDS, type Field } from '../../../shared/fields.ts';
import { normaliseUrl } from '../../../shared/normalise.ts';
import { isEmptyValue, type PlainValue } from '../../../shared/projection.ts';
import type { Names } from './names.ts';
import classes from './RecordPage.module.css';

/** Shown elsewhere on the page, or as a picture. */
const ELSEWHERE = new Set(['name', 'summary', 'description', 'features', 'logo', 'screenshots']);

/** The column of facts; pictures come last. */
export function RecordFacts({ record, names }: { record: RecordView; names: Names }) {
  const { t } = useTranslation('catalogue');
  const facts = FIELDS[record.kind].filter(
    ({ name, type }) =>
      type !== 'relation' &&
      type !== 'signatories' &&
      !ELSEWHERE.has(name) &&
      !isEmptyValue(record.fields[name]),
  );
  const logo = addressOf(record.fields.logo);
  const screenshots = ((record.fields.screenshots ?? []) as readonly string[]).flatMap(
    (url) => normaliseUrl(url) ?? [],
  );
  if (facts.length === 0 && logo === null && screenshots.length === 0) return null;
  return (
    <aside className={classes.facts} aria-label={t('facts')}>
      {logo !== null && (
        <img
          className={classes.logo}
          src={logo}
          alt={t('logo', { name: record.title })}
          referrerPolicy="no-referrer"
        />
      )}
      <dl>
        {facts.map((field) => (
          <div key={field.name} data-type={field.type}>
            <dt>{names.field(field.name)}</dt>
            <dd>{showFact(field, record.fields[field.name] as PlainValue, names)}</dd>
          </div>
        ))}
        {screenshots.length > 0 && (
          <div>
            <dt>{names.field('screenshots')}</dt>
            <dd>
              {screenshots.map((url) => (
                <WebLink key={url} url={url} />
              ))}
            </dd>
          </div>
        )}
      </dl>
    </aside>
  );
}

function showFact(field: Field, value: PlainValue, names: Names): ReactNode {
  switch (field.type) {
    case 'url': {
      const url = addressOf(value);
      return url === null ? (value as string) : <WebLink url={url} />;
    }
    case 'choice':
      return field.options === 'countries'
        ? names.country(value as string)
        : names.option(field.name, value as string);
    case 'set':
      return listNames(field, value as readonly string[], names);
    case 'tags':
      return <TagLinks tags={value as readonly Tag[]} names={names} />;
    case 'lines':
      return (value as readonly string[]).join(', ');
    case 'date':
      return <FactDate day={value as string} />;
    default:
      return field.name === 'wikidata' ? (
        <WebLink url={`https://www.wikidata.org/wiki/${value}`} words={String(value)} />
      ) : (
        <span dir="auto">{String(value)}</span>
      );
  }
}

function listNames(field: Field, ids: readonly string[], names: Names): string {
  const nameOf = (id: string) => {
    if (field.options === 'countries') return names.country(id);
    if (field.options === 'languages') return names.language(id);
    return names.option(field.name, id);
  };
  return ids.map(nameOf).sort(names.compare).join(', ');
}

function TagLinks({ tags, names }: { tags: readonly Tag[]; names: Names }) {
  return (
    <ul className={classes.tags}>
      {tags.map((tag) => (
        <li key={tag.id}>
          <Link to={`/catalogue?tag=${encodeURIComponent(tag.id)}`} dir="auto">
            {names.tagOf(tag)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function FactDate({ day }: { day: string }) {
  const { i18n } = useTranslation();
  const words = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' });
  return <time dateTime={day}>{words.format(Date.parse(`${day}T00:00:00Z`))}</time>;
}

/** A link out, as the host and path people know, and whole on paper. */
function WebLink({ url, words }: { url: string; words?: string }) {
  const shown = words ?? url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return (
    <a className={classes.out} href={url} rel="noopener nofollow ugc">
      {shown}
      <IconExternalLink size={14} stroke={1.75} aria-hidden="true" />
    </a>
  );
}

function addressOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? normaliseUrl(value) : null;
}
