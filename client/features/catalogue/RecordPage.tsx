// A record for everyone: what it says, who is behind it, and that nobody changed it since.

import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import {
  type RecordTombstone,
  type RecordView,
  recordTombstone,
} from '../../../shared/api/catalogue.ts';
import { isKind, type Kind } from '../../../shared/fields.ts';
import { isEmptyValue, type LocalisedValue, pickLanguage } from '../../../shared/projection.ts';
import { recordPath } from '../../../shared/record.ts';
import type { RichNode } from '../../../shared/rich-text.ts';
import { ApiError } from '../../api.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { formatMoment } from '../../ui/format.ts';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useNames } from './names.ts';
import { Provenance } from './Provenance.tsx';
import { recordQuery, revisionQuery } from './queries.ts';
import { RecordFacts } from './RecordFacts.tsx';
import classes from './RecordPage.module.css';
import { RecordRelations } from './RecordRelations.tsx';
import { RichText } from './RichText.tsx';
import { Signatories } from './Signatories.tsx';

/** `/catalogue/:kind/:slug`, with `?revision=` for an older text. */
export function RecordPage() {
  const { kind = '', slug = '' } = useParams();
  return isKind(kind) ? <Loaded kind={kind} slug={slug} /> : <ErrorScreen code="not_found" />;
}

function Loaded({ kind, slug }: { kind: Kind; slug: string }) {
  const { t } = useTranslation(['catalogue', 'fields', 'shell']);
  const [parameters] = useSearchParams();
  const revision = parameters.get('revision');
  const head = useQuery(recordQuery(kind, slug));
  const older = useQuery({
    ...revisionQuery(kind, slug, revision ?? ''),
    enabled: revision !== null,
  });
  const query = revision === null ? head : older;

  if (query.isPending) return <Loading />;
  if (query.isError) {
    const gone = toTombstone(query.error);
    if (gone !== null) return <Withdrawn record={gone} />;
    const code = query.error instanceof ApiError ? query.error.code : 'client_error';
    return <ErrorScreen code={code} action={{ label: t('back'), href: '/catalogue' }} />;
  }
  const record = query.data;
  // A renamed or merged record is read at its address of today (LI8).
  if (revision === null && record.path !== recordPath(kind, slug))
    return <Navigate to={record.path} replace />;
  const newest = Math.max(record.revision, ...record.revisions.map(({ number }) => number));
  return <Article record={record} newest={newest} />;
}

function toTombstone(error: Error): RecordTombstone | null {
  if (!(error instanceof ApiError) || error.status !== 410) return null;
  const parsed = recordTombstone.safeParse(error.details);
  return parsed.success ? parsed.data : null;
}

function Article({ record, newest }: { record: RecordView; newest: number }) {
  const { t, i18n } = useTranslation(['catalogue', 'fields', 'shell']);
  const names = useNames();
  const [parameters] = useSearchParams();
  const { fields } = record;
  const languages = languagesOf(record);
  const preferred = [parameters.get('content') ?? '', i18n.language, 'en'];
  const summary = pickLanguage(fields.summary, preferred);
  const description = pickLanguage(fields.description, preferred);
  const features = pickLanguage(fields.features, preferred);
  const shown = description?.language ?? summary?.language ?? null;

  return (
    <Page>
      <article>
        <PageHeader
          title={record.title}
          eyebrow={
            <span className={classes.eyebrow}>
              <Link to="/catalogue">{t('title')}</Link>
              <Link to={`/catalogue?kind=${record.kind}`}>
                <KindBadge kind={record.kind} />
              </Link>
            </span>
          }
          lead={
            summary !== null && (
              <span lang={summary.language} dir="auto">
                {summary.value as string}
              </span>
            )
          }
        />
        {record.revision < newest && (
          <Notice>
            {t('older-revision', { number: record.revision, newest })}{' '}
            <Link to={record.path}>{t('read-newest')}</Link>
          </Notice>
        )}
        {record.isReopened && <Notice>{t('reopened', { number: newest })}</Notice>}
        {languages.length > 1 && (
          <nav className={classes.languages} aria-label={t('languages-of-text')}>
            {languages.map((language) => (
              <Link
                key={language}
                to={withParameter(parameters, 'content', language)}
                lang={language}
                aria-current={language === shown ? 'true' : undefined}
                preventScrollReset
                replace
              >
                {names.ownName(language)}
              </Link>
            ))}
          </nav>
        )}
        <div className={classes.columns}>
          <div className={classes.main}>
            {description !== null && (
              <RichText
                nodes={description.value as readonly RichNode[]}
                language={description.language}
                tableLabel={t('table')}
              />
            )}
            {features !== null && (
              <section className={classes.section}>
                <h2>{t('fields:label.features')}</h2>
                <ul className={classes.features} lang={features.language}>
                  {(features.value as readonly string[]).map((feature) => (
                    <li key={feature} dir="auto">
                      {feature}
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {record.kind === 'collective-action' && <Signatories record={record} names={names} />}
            <RecordRelations record={record} names={names} />
          </div>
          <RecordFacts record={record} names={names} />
        </div>
        <Provenance record={record} newest={newest} names={names} />
      </article>
    </Page>
  );
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <p className={classes.notice}>
      <IconInfoCircle size={20} stroke={1.75} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

function Withdrawn({ record }: { record: RecordTombstone }) {
  const { t, i18n } = useTranslation('catalogue');
  return (
    <Page width="narrow">
      <PageHeader title={record.title} eyebrow={<KindBadge kind={record.kind} />} />
      <p>{t('withdrawn', { date: formatMoment(record.withdrawnAt, i18n.language) })}</p>
      <p>
        <Link to="/catalogue">{t('back')}</Link>
      </p>
    </Page>
  );
}

/** Languages that any localised field says something in. */
function languagesOf({ fields }: RecordView): string[] {
  const languages = new Set<string>();
  for (const name of ['summary', 'description', 'features']) {
    for (const [language, value] of Object.entries((fields[name] ?? {}) as LocalisedValue)) {
      if (!isEmptyValue(value)) languages.add(language);
    }
  }
  return [...languages].sort();
}

function withParameter(parameters: URLSearchParams, name: string, value: string): string {
  const next = new URLSearchParams(parameters);
  next.set(name, value);
  return `?${next}`;
}
