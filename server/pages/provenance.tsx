/** @jsxImportSource hono/jsx */
// Where a record is from, who wrote it, its revisions, and the means to check that nobody changed them.
import type { RecordView } from '../../shared/api/catalogue.ts';
import { FIELDS } from '../../shared/fields.ts';
import { Linked } from './layout.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** The record's colophon. */
export function Provenance({ record, site }: { record: RecordView; site: Site }) {
  const words = wordsOf(site.language);
  const { t } = words;
  const { kind, slug } = record;
  const permalink = site.absolute({ to: 'record', kind, slug });
  const jsonFile = site.href({ to: 'record-file', kind, slug, format: 'json' });
  const jsonLdFile = site.href({ to: 'record-file', kind, slug, format: 'jsonld' });
  const newest = record.revisions[0]?.number ?? record.revision;
  return (
    <footer class="provenance">
      <h2>{t('catalogue:provenance.title')}</h2>
      <dl>
        <div>
          <dt>{t('catalogue:provenance.made-at')}</dt>
          <dd dir="auto">
            <Linked
              site={site}
              place={{ to: 'catalogue', search: { facets: { hackathon: record.hackathonSlug } } }}
            >
              {record.hackathonName}
            </Linked>
            {record.teamName !== null && ` · ${record.teamName}`}
          </dd>
        </div>
        <div>
          <dt>{t('catalogue:provenance.revision', { number: record.revision })}</dt>
          <dd>
            <time datetime={new Date(record.finalisedAt).toISOString()}>
              {words.moment(record.finalisedAt)}
            </time>
          </dd>
        </div>
        <div>
          <dt>{t('catalogue:provenance.alive')}</dt>
          <dd>
            <Alive record={record} site={site} />
          </dd>
        </div>
        {permalink !== null && (
          <div class="wide">
            <dt>{t('catalogue:provenance.permalink')}</dt>
            <dd>{permalink}</dd>
          </div>
        )}
        {(jsonFile !== null || jsonLdFile !== null) && (
          <div class="wide">
            <dt>{t('catalogue:provenance.files')}</dt>
            <dd class="files">
              {jsonFile !== null && <a href={jsonFile}>JSON</a>}
              {jsonLdFile !== null && <a href={jsonLdFile}>JSON-LD</a>}
            </dd>
          </div>
        )}
      </dl>
      {record.contributors.length > 0 && (
        <section>
          <h3>{t('catalogue:provenance.written-by')}</h3>
          <ul class="writers">
            {record.contributors.map(({ name, fields }) => (
              <li>
                <strong dir="auto">{name === '' ? t('catalogue:a-participant') : name}</strong>
                <span>
                  {FIELDS[kind]
                    .filter((field) => fields.includes(field.name))
                    .map((field) => words.field(field.name))
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {record.mergedFrom.length > 0 && (
        <section>
          <h3>{t('catalogue:provenance.merged')}</h3>
          <ul class="plain">
            {record.mergedFrom.map(({ title, revisions }) => (
              <li>
                <span dir="auto">{title}</span>{' '}
                <span class="aside">
                  {t('catalogue:provenance.merged-revisions', { count: revisions })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('catalogue:provenance.revisions')}</h3>
        <p class="explains">{t('catalogue:provenance.chain')}</p>
        <ol class="revisions" reversed start={newest}>
          {record.revisions.map(({ number, finalisedAt, hash, hackathonName, teamName }) => (
            <li>
              <span class="which">
                <Linked
                  site={site}
                  place={
                    number === newest
                      ? { to: 'record', kind, slug }
                      : { to: 'revision', kind, slug, number }
                  }
                  aria-current={number === record.revision ? 'true' : undefined}
                >
                  {t('catalogue:provenance.revision', { number })}
                </Linked>
                {number > 1 && (
                  <Linked
                    site={site}
                    place={{ to: 'diff', kind, slug, from: number - 1, until: number }}
                  >
                    {t('catalogue:provenance.diff')}
                  </Linked>
                )}
              </span>
              <time datetime={new Date(finalisedAt).toISOString()}>
                {words.moment(finalisedAt)}
              </time>
              <span>{teamName === null ? hackathonName : `${teamName} · ${hackathonName}`}</span>
              <code>{hash}</code>
            </li>
          ))}
        </ol>
      </section>
    </footer>
  );
}

/** "Still alive, says Ada, 3 May 2025", or that nobody has looked yet. */
function Alive({ record, site }: { record: RecordView; site: Site }) {
  const words = wordsOf(site.language);
  const { t } = words;
  const { confirmation } = record;
  if (confirmation === null) return <>{t('catalogue:alive.unknown')}</>;
  const { isAlive, at, personName, note } = confirmation;
  const name = personName === '' ? t('catalogue:a-participant') : personName;
  return (
    <>
      <span class={isAlive ? 'alive' : 'gone'}>
        {t(isAlive ? 'catalogue:alive.alive' : 'catalogue:alive.gone')}
      </span>{' '}
      <span class="aside">{t('catalogue:alive.by', { name, date: words.day(at) })}</span>
      {note !== '' && (
        <span class="note" dir="auto">
          {note}
        </span>
      )}
    </>
  );
}
