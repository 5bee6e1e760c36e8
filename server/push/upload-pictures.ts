// Brings the pictures of a bundle that are kept here to the toolbox, and puts the addresses it gives
// them into the cards. Pictures elsewhere stay addresses: nobody fetches them (EX7).
import type { PushPicture } from '../../shared/api/pushes.ts';
import { FIELDS } from '../../shared/fields.ts';
import { imageNameOf } from '../../shared/images.ts';
import { KINDS } from '../../shared/kinds.ts';
import type { ToolboxBundle } from '../exporters/toolbox-bundle.ts';
import type { Card } from '../exporters/toolbox-cards.ts';
import type { Images, StoredImage } from '../images/images.ts';
import type { PushStore } from './push-store.ts';
import { type ToolboxClient, ToolboxError } from './toolbox-client.ts';

/** What uploading pictures needs. */
export interface PictureParts {
  readonly store: PushStore;
  readonly client: ToolboxClient;
  readonly images: Pick<Images, 'get'>;
  readonly signal: AbortSignal;
}

/** The attributes whose values are addresses of pictures. */
const LABELS = new Set(
  KINDS.flatMap((kind) => FIELDS[kind])
    .filter(({ picture }) => picture === true)
    .flatMap(({ toolbox }) => toolbox ?? []),
);

/** These are about the toolbox and not about a picture; the push waits or stops. */
const ABOUT_ALL: ReadonlySet<string> = new Set([
  'unreachable',
  'unknown-name',
  'not-secure',
  'not-allowed',
]);

/** Where the toolbox keeps a picture, or its words why it does not. */
type Outcome = { readonly address: string } | { readonly detail: string };

/**
 * Uploads what the toolbox has not got from this push yet and answers the bundle to send. A picture
 * that the toolbox does not take keeps its address here, which is as good wherever this server is
 * reached; the receipts say so.
 */
export async function uploadPictures(pushId: string, parts: PictureParts): Promise<string> {
  const { store, images } = parts;
  const json = store.bundleJson(pushId);
  const bundle = JSON.parse(json) as ToolboxBundle;
  const outcomes = new Map<string, Outcome>();
  for (const name of new Set(bundle.cards.flatMap(picturesOf).map(imageNameOf))) {
    const image = name === null ? null : images.get(name);
    if (name !== null && image !== null)
      outcomes.set(name, await bring(pushId, name, image, parts));
  }
  if (outcomes.size === 0) return json;

  const outcomeOf = (address: string) => outcomes.get(imageNameOf(address) ?? '');
  const receipts = new Map<string, PushPicture[]>();
  const cards = bundle.cards.map((card): Card => {
    const pictures = picturesOf(card).flatMap((address): PushPicture[] => {
      const outcome = outcomeOf(address);
      if (outcome === undefined) return [];
      return 'address' in outcome
        ? [{ address, isUploaded: true, detail: outcome.address }]
        : [{ address, isUploaded: false, detail: outcome.detail }];
    });
    if (pictures.length > 0) receipts.set(String(card.Name![0]), pictures);
    return Object.fromEntries(
      Object.entries(card).map(([label, values]) => {
        if (!LABELS.has(label)) return [label, values];
        const moved = values.map((value) => {
          const outcome = typeof value === 'string' ? outcomeOf(value) : undefined;
          return outcome !== undefined && 'address' in outcome ? outcome.address : value;
        });
        return [label, moved];
      }),
    );
  });
  store.keepPictures(pushId, receipts);
  return JSON.stringify({ ...bundle, cards });
}

/** Every address of a picture in a card. */
function picturesOf(card: Card): string[] {
  return [...LABELS].flatMap((label) =>
    (card[label] ?? []).filter((value): value is string => typeof value === 'string'),
  );
}

async function bring(
  pushId: string,
  name: string,
  image: StoredImage,
  { store, client, signal }: PictureParts,
): Promise<Outcome> {
  const known = store.uploadedTo(pushId, name);
  if (known !== null) return { address: known };
  for (let isFirst = true; ; isFirst = false) {
    try {
      const address = await client.sendImage(image, signal);
      store.keepUpload(pushId, name, address);
      return { address };
    } catch (error) {
      if (!(error instanceof ToolboxError) || ABOUT_ALL.has(error.code)) throw error;
      // What passes is tried once more; beyond that one picture holds up no catalogue.
      if (!(isFirst && error.isTransient)) {
        return { detail: [error.code, error.detail].filter((part) => part !== '').join(': ') };
      }
    }
  }
}
