// Who and what a record goes with: one list per relation, leading to records where there are some.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordView } from '../../../shared/api/catalogue.ts';
import type { Relation } from '../../../shared/document.ts';
import { FIELDS } from '../../../shared/fields.ts';
import { KIND_ICONS } from '../../ui/KindBadge.tsx';
import type { Names } from './names.ts';
import classes from './RecordPage.module.css';

/** Nothing at all when a record has no relations. */
export function RecordRelations({ record, names }: { record: RecordView; names: Names }) {
  const { t } = useTranslation('fields');
  const relations = FIELDS[record.kind].flatMap(({ name, type }) => {
    const value = (record.fields[name] ?? []) as readonly Relation[];
    return type === 'relation' && value.length > 0 ? [{ name, value }] : [];
  });
  if (relations.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>{t('section.relations')}</h2>
      {relations.map(({ name, value }) => (
        <div key={name} className={classes.relation}>
          <h3>{names.field(name)}</h3>
          <ul>
            {value.map((relation) => (
              <li key={relation.ref}>
                <RelationName relation={relation} related={record.related} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function RelationName({
  relation,
  related,
}: {
  relation: Relation;
  related: RecordView['related'];
}) {
  const target = related[relation.ref];
  if (target === undefined) return <span dir="auto">{relation.label}</span>;
  const KindIcon = KIND_ICONS[target.kind];
  return (
    <Link to={target.path} className={classes.related}>
      <KindIcon size={18} stroke={1.6} aria-hidden="true" />
      <span dir="auto">{target.title}</span>
    </Link>
  );
}
