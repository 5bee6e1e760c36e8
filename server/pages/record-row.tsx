/** @jsxImportSource hono/jsx */
// A record as one row of a list, wherever records are listed.
import type { RecordSummary } from '../../shared/api/catalogue.ts';
import { pickLanguage } from '../../shared/projection.ts';
import { KindIcon } from './icons.tsx';
import { Linked } from './layout.tsx';
import type { Site } from './site.ts';
import type { Words } from './words.ts';

/** Countries named in a row; the rest is a number. */
const COUNTRIES_SHOWN = 3;

/** What it is, in a line or two, and where it is from. */
export function RecordRow({
  record,
  site,
  words,
}: {
  record: RecordSummary;
  site: Site;
  words: Words;
}) {
  const { t } = words;
  const summary = pickLanguage(record.summary, [words.language, 'en']);
  const countries = record.countries
    .map(words.country)
    .sort(words.compare)
    .slice(0, COUNTRIES_SHOWN);
  const more = record.countries.length - countries.length;
  const tags = record.tags.map((tag) => words.tag({ id: tag, label: null }));
  return (
    <li class="row">
      <KindIcon kind={record.kind} size={26} />
      <div class="row-words">
        <h2>
          <Linked
            site={site}
            place={{ to: 'record', kind: record.kind, slug: record.slug }}
            dir="auto"
          >
            {record.title}
          </Linked>
        </h2>
        {summary !== null && (
          <p class="summary" lang={summary.language} dir="auto">
            {summary.value as string}
          </p>
        )}
        <p class="meta">
          <span>{t(`catalogue:kind.${record.kind}`)}</span>
          {countries.length > 0 && (
            <span>
              {countries.join(', ')}
              {more > 0 && ` ${t('catalogue:and-more', { count: more })}`}
            </span>
          )}
          {tags.length > 0 && <span dir="auto">{tags.join(', ')}</span>}
          {record.alive !== 'unknown' && (
            <span class={record.alive}>{t(`catalogue:alive.${record.alive}`)}</span>
          )}
        </p>
      </div>
      <p class="origin">
        <span dir="auto">{record.hackathonName}</span>
        {record.teamName !== null && <span dir="auto">{record.teamName}</span>}
      </p>
    </li>
  );
}
