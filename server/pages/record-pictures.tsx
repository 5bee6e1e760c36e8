/** @jsxImportSource hono/jsx */
// The pictures of a record that were uploaded. Those at addresses elsewhere are links: a page loads
// nothing from an address that somebody typed.
import type { RecordView } from '../../shared/api/catalogue.ts';
import { imageNameOf } from '../../shared/images.ts';
import type { Site } from './site.ts';

/** Where a picture is to be seen; `null` when it is not kept here. */
export function pictureHref(address: string, site: Site): string | null {
  const name = imageNameOf(address);
  return name === null ? null : site.href({ to: 'image', name });
}

/** The logo beside the title, which says what it is of. */
export function RecordLogo({ record, site }: { record: RecordView; site: Site }) {
  const { logo } = record.fields;
  const href = typeof logo === 'string' ? pictureHref(logo, site) : null;
  return href === null ? null : <img class="record-logo" src={href} alt="" />;
}

/** A picture small, leading to the whole of it. */
export function Thumbnail({ href, label }: { href: string; label: string }) {
  return (
    <a class="thumbnail" href={href}>
      <img src={href} alt={label} loading="lazy" />
    </a>
  );
}
