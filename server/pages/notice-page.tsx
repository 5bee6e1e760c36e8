/** @jsxImportSource hono/jsx */
// Pages that say why there is nothing to read: withdrawn, not found, a page of a list that is gone.
import type { RecordTombstone } from '../../shared/api/catalogue.ts';
import { Linked, renderPage } from './layout.tsx';
import { Crumbs } from './record-page.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** The page of a withdrawn record; goes with 410. */
export function renderWithdrawn(record: RecordTombstone, site: Site): string {
  const words = wordsOf(site.language);
  const said = words.t('catalogue:withdrawn', { date: words.day(record.withdrawnAt) });
  return renderPage(
    { title: record.title, description: said },
    site,
    <article class="record">
      <header class="page-head">
        <Crumbs site={site} kind={record.kind} />
        <h1 dir="auto">{record.title}</h1>
      </header>
      <p>{said}</p>
      <Back site={site} />
    </article>,
  );
}

/** Why there is nothing. */
export type Absence = 'not-found' | 'bad-cursor' | 'bad-search';

/** The page of an address that leads nowhere. */
export function renderAbsent(absence: Absence, site: Site): string {
  const { t } = wordsOf(site.language);
  const said = t(`catalogue:absent.${absence}.more`);
  return renderPage(
    { title: t(`catalogue:absent.${absence}.title`), description: said },
    site,
    <div class="record">
      <header class="page-head">
        <Crumbs site={site} />
        <h1>{t(`catalogue:absent.${absence}.title`)}</h1>
      </header>
      <p>{said}</p>
      <Back site={site} />
    </div>,
  );
}

function Back({ site }: { site: Site }) {
  return (
    <p>
      <Linked site={site} place={{ to: 'catalogue' }}>
        {wordsOf(site.language).t('catalogue:back')}
      </Linked>
    </p>
  );
}
