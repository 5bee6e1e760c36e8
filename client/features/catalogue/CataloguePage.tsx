// The public catalogue: search, kinds, countries and tags over everything that was finalised.
import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { KINDS } from '../../../shared/fields.ts';
import { ApiError } from '../../api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './CataloguePage.module.css';
import { useNames } from './names.ts';
import { type RecordSearch, readSearch, recordsQuery, writeSearch } from './queries.ts';
import { RecordRow } from './RecordRow.tsx';

/** Typing is asked for once it rests this long, ms. */
const TYPING_RESTS_MS = 250;

/** `/catalogue`. */
export function CataloguePage() {
  const { t } = useTranslation(['catalogue', 'fields', 'shell']);
  const names = useNames();
  const [parameters, setParameters] = useSearchParams();
  const search = readSearch(parameters);
  const change = (next: Partial<RecordSearch>) =>
    setParameters(writeSearch({ ...search, ...next }), { replace: true, preventScrollReset: true });
  const query = useInfiniteQuery(recordsQuery(search));

  if (query.isPending) return <Loading />;
  if (query.isError) {
    const code = query.error instanceof ApiError ? query.error.code : 'client_error';
    return (
      <ErrorScreen
        code={code}
        action={{ label: t('shell:error.try-again'), onClick: () => void query.refetch() }}
      />
    );
  }
  const [first] = query.data.pages;
  const records = query.data.pages.flatMap((page) => page.records);
  const { total = 0, kinds = {}, facets } = first ?? {};
  const all = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  const options = (
    values: readonly { value: string; count: number }[] | undefined,
    chosen: string | null,
    nameOf: (value: string) => string,
  ) => {
    const known = values ?? [];
    // What is chosen stays in the list, also when nothing fits it any more.
    const withChosen =
      chosen === null || known.some(({ value }) => value === chosen)
        ? known
        : [{ value: chosen, count: 0 }, ...known];
    return withChosen.map(({ value, count }) => ({ value, label: `${nameOf(value)} (${count})` }));
  };
  const isFiltered = writeSearch(search) !== '';

  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <SearchField value={search.q} onChange={(q) => change({ q })} />
      <nav className={classes.kinds} aria-label={t('kinds.label')}>
        <KindLink search={{ ...search, kind: null }} isChosen={search.kind === null} count={all}>
          {t('kinds.all')}
        </KindLink>
        {KINDS.map((kind) => (
          <KindLink
            key={kind}
            search={{ ...search, kind }}
            isChosen={search.kind === kind}
            count={kinds[kind] ?? 0}
          >
            {t(`kinds.${kind}`)}
          </KindLink>
        ))}
      </nav>
      <div className={classes.facets}>
        <Select
          label={t('country')}
          placeholder={t('any-country')}
          data={options(facets?.countries, search.country, names.country)}
          value={search.country}
          onChange={(country) => change({ country })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('clear-country') }}
        />
        <Select
          label={t('tag')}
          placeholder={t('any-tag')}
          data={options(facets?.tags, search.tag, names.tag)}
          value={search.tag}
          onChange={(tag) => change({ tag })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('clear-tag') }}
        />
        <p className={classes.count} role="status">
          {t('found', { count: total })}
        </p>
      </div>
      {records.length === 0 ? (
        <EmptyState Icon={IconSearchOff} title={t(isFiltered ? 'nothing-fits' : 'nothing-yet')}>
          {isFiltered ? <Link to="/catalogue">{t('show-all')}</Link> : t('nothing-yet-more')}
        </EmptyState>
      ) : (
        <ul className={classes.list} aria-busy={query.isPlaceholderData}>
          {records.map((record) => (
            <RecordRow key={record.id} record={record} names={names} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('show-more')}
          </Button>
        </div>
      )}
    </Page>
  );
}

interface KindLinkProps {
  search: RecordSearch;
  isChosen: boolean;
  count: number;
  children: string;
}

function KindLink({ search, isChosen, count, children }: KindLinkProps) {
  const { i18n } = useTranslation();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // On a phone the row of kinds is wider than the screen.
    if (isChosen) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isChosen]);
  return (
    <Link
      ref={link}
      to={`/catalogue${writeSearch(search)}`}
      className={classes.kind}
      aria-current={isChosen ? 'page' : undefined}
      preventScrollReset
      replace
    >
      {children} <span>{new Intl.NumberFormat(i18n.language).format(count)}</span>
    </Link>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('catalogue');
  const [typed, setTyped] = useState(value);
  const settled = useRef(value);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    if (typed.trim() === settled.current) return;
    const timer = setTimeout(() => {
      settled.current = typed.trim();
      changed.current(settled.current);
    }, TYPING_RESTS_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    // The address was changed from elsewhere: a link, or the way back.
    if (value === settled.current) return;
    settled.current = value;
    setTyped(value);
  }, [value]);
  return (
    <search>
      <TextInput
        type="search"
        size="lg"
        aria-label={t('search')}
        placeholder={t('search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        leftSection={<IconSearch size={20} aria-hidden="true" />}
        rightSection={
          typed === '' ? undefined : (
            <CloseButton aria-label={t('clear-search')} onClick={() => setTyped('')} />
          )
        }
      />
    </search>
  );
}
