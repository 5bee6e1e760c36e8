/** @jsxImportSource hono/jsx */
// What a record goes with, in both directions: what it names, and what names it.
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Relation } from '../../shared/document.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { KindIcon } from './icons.tsx';
import { Linked } from './layout.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** Who and what a record goes with: one list per relation. */
export function RecordRelations({ record, site }: { record: RecordView; site: Site }) {
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
export function NamedBy({ record, site }: { record: RecordView; site: Site }) {
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
