// Pictures that are kept here: their limits, and how to tell them from addresses elsewhere.
import { FIELDS } from './fields.ts';
import type { Kind } from './kinds.ts';
import type { FieldValues } from './projection.ts';

/** Largest file that is taken, bytes. */
export const MAX_IMAGE_BYTES = 1024 * 1024;

/** Longest side of a picture that is taken, pixels. */
export const MAX_IMAGE_SIDE = 4096;

/** The kinds of files that are taken: what every browser shows and nothing in it can run. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

/** The types of pictures that are taken. */
export type ImageType = (typeof IMAGE_TYPES)[number];

const IMAGE_PATH = /^\/images\/([0-9a-f]{64}\.(?:png|jpg|webp|gif))$/;

/** The path of a picture; it never shows anything else. */
export function imagePath(name: string): string {
  return `/images/${name}`;
}

/**
 * The name of the picture an address stands for, or `null` when it has not the form of ours. The
 * name is the hash of the picture, so it is the same one whatever host the address names: a server
 * that moves keeps its pictures.
 */
export function imageNameOf(address: string): string | null {
  if (!address.includes('/images/') || !URL.canParse(address)) return null;
  return IMAGE_PATH.exec(new URL(address).pathname)?.[1] ?? null;
}

const ADDRESSES = /^(?:https?:\/\/[^/\s]+\/images\/[0-9a-f]{64}\.(?:png|jpg|webp|gif)){2,}$/;

/**
 * How much stands before the last address in a text of several addresses of ours and nothing else,
 * which is what two people make who upload at once; 0 for any other text.
 */
export function lengthBeforeLastImage(text: string): number {
  if (!ADDRESSES.test(text)) return 0;
  return Math.max(...[...text.matchAll(/https?:\/\//g)].map(({ index }) => index));
}

/** The names of all pictures that an entry shows, each once, in the order of its form. */
export function imageNamesIn(kind: Kind, fields: FieldValues): string[] {
  const addresses = FIELDS[kind]
    .filter(({ picture }) => picture === true)
    .flatMap(({ name }) => (fields[name] ?? []) as string | readonly string[]);
  return [...new Set(addresses.flatMap((address) => imageNameOf(address) ?? []))];
}
