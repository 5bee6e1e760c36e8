/** @jsxImportSource hono/jsx */
// A record for everyone: what it says, who is behind it, and that nobody changed it since.
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Kind } from '../../shared/kinds.ts';
import { pickLanguage, type Signatory, tally } from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import { shortenBetweenWords } from '../../shared/shorten.ts';
import { KindIcon } from './icons.tsx';
import { recordJsonLd } from './json-ld.ts';
import { Linked, type PageBrand, type PageHead, renderPage } from './layout.tsx';
import { pictureOf, recordCard } from './preview-card.ts';
import { Provenance } from './provenance.tsx';
import { type DeskView, RecordDesk } from './record-desk.tsx';
import { RecordFacts } from './record-facts.tsx';
import { RecordLogo } from './record-pictures.tsx';
import { NamedBy, RecordRelations } from './record-relations.tsx';
import { RecordTexts } from './record-texts.tsx';
import { Signatories, tallyParts } from './signatories.tsx';
import type { Place, Site } from './site.ts';
import { type Words, wordsOf } from './words.ts';

/** A record at its newest or at an older revision, as a whole page. */
export function renderRecord(
  record: RecordView,
  site: Site,
  /** What may be done with it; for the signed-in only. */
  desk: DeskView | null = null,
): string {
  const words = wordsOf(site.language);
  const { t } = words;
  const { kind, slug } = record;
  const newest = record.revisions[0]?.number ?? record.revision;
  const isNewest = record.revision >= newest;
  const place: Place = isNewest
    ? { to: 'record', kind, slug }
    : { to: 'revision', kind, slug, number: record.revision };
  const summary = pickLanguage(record.fields.summary, [site.language, 'en']);
  return renderPage(
    {
      title: record.title,
      description: describe(record, words),
      type: 'article',
      modifiedAt: record.finalisedAt,
      picture: recordPicture(record, site),
      brand: brandOfRecord(record),
      // An older revision is for readers; search engines keep the newest.
      ...(isNewest ? { place, jsonLd: recordJsonLd(record, site) } : {}),
    },
    site,
    <article class="record">
      <header class="page-head">
        <Crumbs site={site} kind={kind} />
        <div class="title-line">
          <RecordLogo record={record} site={site} />
          <h1 dir="auto">{record.title}</h1>
        </div>
        {summary !== null && (
          <p class="lead" lang={summary.language} dir="auto">
            {summary.value as string}
          </p>
        )}
      </header>
      {!isNewest && (
        <p class="notice">
          {t('catalogue:older-revision', { number: record.revision, newest })}{' '}
          <Linked site={site} place={{ to: 'record', kind, slug }}>
            {t('catalogue:read-newest')}
          </Linked>
        </p>
      )}
      {record.isReopened && <p class="notice">{t('catalogue:reopened', { number: newest })}</p>}
      {record.confirmation?.isAlive === false && (
        <p class="notice">
          {t('catalogue:alive.notice', { date: words.day(record.confirmation.at) })}
        </p>
      )}
      {desk !== null && <RecordDesk record={record} desk={desk} site={site} />}
      <div class="columns">
        <div class="main">
          {kind === 'collective-action' ? (
            <>
              <RecordTexts record={record} site={site} />
              <Signatories signatories={signatoriesOf(record)} site={site} />
              {site.href({ to: 'actions', hackathonSlug: record.hackathonSlug }) !== null && (
                <p class="section">
                  <Linked
                    site={site}
                    place={{ to: 'actions', hackathonSlug: record.hackathonSlug }}
                    dir="auto"
                  >
                    {t('catalogue:actions.title', { hackathon: record.hackathonName })}
                  </Linked>
                </p>
              )}
            </>
          ) : (
            <RecordTexts record={record} site={site} />
          )}
          <RecordRelations record={record} site={site} />
          <NamedBy record={record} site={site} />
        </div>
        <RecordFacts record={record} site={site} />
      </div>
      <Provenance record={record} site={site} />
    </article>,
  );
}

/** The picture of a record's preview; of an older revision too, since it shows what is true now. */
export function recordPicture(record: RecordView, { language }: Site): PageHead['picture'] {
  const { kind, slug } = record;
  return pictureOf({ type: 'record', kind, slug }, recordCard(record, language));
}

/** The look of the hackathon a record is from. */
export function brandOfRecord({ brand, hackathonName, hackathonSlug }: RecordView): PageBrand {
  return { ...brand, name: hackathonName, slug: hackathonSlug };
}

/** The signatories of a collective action. */
export function signatoriesOf({ fields }: Pick<RecordView, 'fields'>): readonly Signatory[] {
  return (fields.signatories ?? []) as readonly Signatory[];
}

/** What search engines and chats show of a description, UTF-16 units. */
const DESCRIPTION_LENGTH = 240;

/** One plain sentence or two for previews. */
export function describe(record: RecordView, words: Words): string {
  const preferred = [words.language, 'en'];
  const summary = pickLanguage(record.fields.summary, preferred);
  const description = pickLanguage(record.fields.description, preferred);
  const told = richToPlain((description?.value ?? []) as readonly RichNode[]);
  const said = summary === null ? told.replaceAll(/\s+/g, ' ') : (summary.value as string);
  const counts = tallyParts(tally(signatoriesOf(record)), words)
    .map(({ count, words: noun }) => `${words.number(count)} ${noun}`)
    .join(' · ');
  const whole = [counts, said].filter((part) => part !== '').join('. ');
  return shortenBetweenWords(whole, DESCRIPTION_LENGTH);
}

/** The way back up: catalogue › kind. */
export function Crumbs({ site, kind }: { site: Site; kind?: Kind }) {
  const { t } = wordsOf(site.language);
  return (
    <nav class="crumbs" aria-label={t('catalogue:crumbs')}>
      <Linked site={site} place={{ to: 'catalogue' }}>
        {t('catalogue:title')}
      </Linked>
      {kind !== undefined && (
        <Linked site={site} place={{ to: 'catalogue', search: { kind } }}>
          <KindIcon kind={kind} size={18} />
          {t(`catalogue:kinds.${kind}`)}
        </Linked>
      )}
    </nav>
  );
}
