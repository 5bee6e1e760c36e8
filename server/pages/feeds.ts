// The latest revisions as an Atom and as a JSON feed. Pure text out; knows no reader.
import type { RecordSummary } from '../../shared/api/catalogue.ts';
import { pickLanguage } from '../../shared/projection.ts';
import type { Place, Site } from './site.ts';
import { wordsOf } from './words.ts';

/** The newest revisions, newest first, and the address the feed itself has. */
interface FeedView {
  readonly records: readonly RecordSummary[];
  readonly self: string;
}

/** Where a site without addresses says its feeds are from. */
const NOWHERE = 'urn:sommet';

/** The feed after RFC 4287. */
export function renderAtom({ records, self }: FeedView, site: Site): string {
  const { t } = wordsOf(site.language);
  const updated = new Date(records[0]?.finalisedAt ?? 0).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${site.language}">
<id>${xml(self)}</id>
<title>Sommet: ${xml(t('catalogue:title'))}</title>
<subtitle>${xml(t('catalogue:lead'))}</subtitle>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${xml(self)}"/>
<link rel="alternate" type="text/html" href="${xml(addressOf({ to: 'catalogue' }, site))}"/>
${records.map((record) => atomEntry(record, site)).join('')}</feed>
`;
}

function atomEntry(record: RecordSummary, site: Site): string {
  const address = addressOf(placeOf(record), site);
  const summary = pickLanguage(record.summary, [site.language, 'en']);
  const at = new Date(record.finalisedAt).toISOString();
  return `<entry>
<id>${xml(revisionAddress(record, site))}</id>
<title>${xml(record.title)}</title>
<updated>${at}</updated>
<author><name>${xml(record.teamName ?? record.hackathonName)}</name></author>
<link rel="alternate" type="text/html" href="${xml(address)}"/>
<category term="${xml(record.kind)}" label="${xml(wordsOf(site.language).t(`catalogue:kind.${record.kind}`))}"/>
${summary === null ? '' : `<summary xml:lang="${xml(summary.language)}">${xml(summary.value as string)}</summary>\n`}</entry>
`;
}

/** The feed after JSON Feed 1.1. */
export function renderJsonFeed({ records, self }: FeedView, site: Site): string {
  const { t } = wordsOf(site.language);
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: `Sommet: ${t('catalogue:title')}`,
    description: t('catalogue:lead'),
    home_page_url: addressOf({ to: 'catalogue' }, site),
    feed_url: self,
    language: site.language,
    items: records.map((record) => {
      const summary = pickLanguage(record.summary, [site.language, 'en']);
      return {
        id: revisionAddress(record, site),
        url: addressOf(placeOf(record), site),
        title: record.title,
        content_text: summary === null ? record.title : (summary.value as string),
        ...(summary === null ? {} : { language: summary.language }),
        date_modified: new Date(record.finalisedAt).toISOString(),
        authors: [{ name: record.teamName ?? record.hackathonName }],
        tags: record.tags,
      };
    }),
  });
}

function placeOf({ kind, slug }: RecordSummary): Place {
  return { to: 'record', kind, slug };
}

/** A revision is news of its own. */
function revisionAddress({ kind, slug, revision }: RecordSummary, site: Site): string {
  return addressOf({ to: 'revision', kind, slug, number: revision }, site);
}

function addressOf(place: Place, site: Site): string {
  return site.absolute(place) ?? NOWHERE;
}

/** Text for XML: what it forbids is left out, what it reads is escaped. */
export function xml(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to say these.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
