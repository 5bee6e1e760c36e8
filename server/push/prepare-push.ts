// What a push would send now: the bundle, its size and hash, and the difference to the last push. A
// step at a time, since a whole catalogue is long. Sends and keeps nothing.
import { createHash } from 'node:crypto';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { paced, type Steps } from '../exporters/pace.ts';
import { bundleBody, toolboxBundle } from '../exporters/toolbox-bundle.ts';
import { cardDifferences, type PushedCard } from './card-differences.ts';
import type { PushStore } from './push-store.ts';
import type { ToolboxAccess } from './toolbox-client.ts';

/** Characters of a body that are hashed in one go. */
const MEASURED_AT_ONCE = 512 * 1024;

/** The bundle of all that is finalised, and how it differs from the last one that arrived. */
export async function preparePush({
  catalogue,
  store,
  toolbox,
}: {
  catalogue: Pick<Catalogue, 'published'>;
  store: Pick<PushStore, 'last' | 'pushedCards'>;
  /** Where the last one went; `null` without a toolbox, and everything is new. */
  toolbox: Pick<ToolboxAccess, 'address' | 'account'> | null;
}) {
  const made = toolboxBundle(catalogue.published(null));
  const { bundle, report, exported } = await paced(made);
  const json = await paced(bundleBody(bundle));
  const cards: PushedCard[] = exported.map((one, index) => ({
    recordId: one.id,
    kind: one.kind,
    title: one.title,
    path: one.path,
    revision: one.revision,
    card: bundle.cards[index]!,
  }));
  const last = toolbox === null ? null : store.last(toolbox.address, toolbox.account);
  const before = last === null ? [] : store.pushedCards(last.id);
  const differences = await paced(cardDifferences(before, cards));
  return {
    json,
    report,
    last,
    differences,
    ...(await paced(measured(json))),
  };
}

/** Size and hash of a body that may be large. */
function* measured(json: string): Steps<{ bytes: number; hash: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (let start = 0; start < json.length; ) {
    let end = start + MEASURED_AT_ONCE;
    // No character is torn in two.
    if (/[\uD800-\uDBFF]/.test(json.charAt(end - 1))) end += 1;
    const part = Buffer.from(json.slice(start, end), 'utf8');
    hash.update(part);
    bytes += part.length;
    start = end;
    yield;
  }
  return { bytes, hash: hash.digest('hex') };
}
