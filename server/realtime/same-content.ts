// Whether two documents say the same, compared on Yjs' own structures so that it needs no schema.
import * as Y from 'yjs';

/** Whether two documents have the same clocks, the same deletions and the same visible content. */
export function hasSameContent(first: Y.Doc, second: Y.Doc): boolean {
  if (!isSameBytes(Y.encodeStateVector(first), Y.encodeStateVector(second))) {
    // State vectors list clients in the order they were met.
    if (!isSameClocks(first, second)) return false;
  }
  const deleted = Y.createDeleteSetFromStructStore(first.store);
  if (!Y.equalDeleteSets(deleted, Y.createDeleteSetFromStructStore(second.store))) return false;
  const roots = new Set([...first.share.keys(), ...second.share.keys()]);
  for (const root of roots) {
    const one = first.share.get(root);
    const other = second.share.get(root);
    if (!isSameType(one, other)) return false;
  }
  return true;
}

function isSameBytes(first: Uint8Array, second: Uint8Array): boolean {
  return Buffer.compare(first, second) === 0;
}

function isSameClocks(first: Y.Doc, second: Y.Doc): boolean {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(first));
  const others = Y.decodeStateVector(Y.encodeStateVector(second));
  if (clocks.size !== others.size) return false;
  for (const [client, clock] of clocks) if (others.get(client) !== clock) return false;
  return true;
}

// biome-ignore lint/suspicious/noExplicitAny: Yjs declares its shared types over events of any.
type AnyType = Y.AbstractType<any>;

function isSameType(first: AnyType | undefined, second: AnyType | undefined): boolean {
  const pairs: [AnyType | undefined, AnyType | undefined][] = [[first, second]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    if (!isSameSequence(pair[0], pair[1], pairs) || !isSameMap(pair[0], pair[1], pairs))
      return false;
  }
  return true;
}

/**
 * Compares visible items. Neighbours may be joined in one document and apart in the other, so both
 * are read as streams: an item is consumed piece by piece.
 */
function isSameSequence(
  first: AnyType | undefined,
  second: AnyType | undefined,
  pairs: [AnyType | undefined, AnyType | undefined][],
): boolean {
  let one = nextVisible(first?._start ?? null);
  let other = nextVisible(second?._start ?? null);
  let oneOffset = 0;
  let otherOffset = 0;
  while (one !== null && other !== null) {
    const length = Math.min(one.length - oneOffset, other.length - otherOffset);
    if (one.id.client !== other.id.client) return false;
    if (one.id.clock + oneOffset !== other.id.clock + otherOffset) return false;
    if (!isSameContent(one, oneOffset, other, otherOffset, length, pairs)) return false;
    oneOffset += length;
    otherOffset += length;
    if (oneOffset === one.length) {
      one = nextVisible(one.right);
      oneOffset = 0;
    }
    if (otherOffset === other.length) {
      other = nextVisible(other.right);
      otherOffset = 0;
    }
  }
  return one === null && other === null;
}

function isSameMap(
  first: AnyType | undefined,
  second: AnyType | undefined,
  pairs: [AnyType | undefined, AnyType | undefined][],
): boolean {
  const keys = new Set([...(first?._map.keys() ?? []), ...(second?._map.keys() ?? [])]);
  for (const key of keys) {
    const one = first?._map.get(key);
    const other = second?._map.get(key);
    const isOne = one !== undefined && !one.deleted;
    const isOther = other !== undefined && !other.deleted;
    if (isOne !== isOther) return false;
    if (!isOne || !isOther) continue;
    if (one.lastId.client !== other.lastId.client || one.lastId.clock !== other.lastId.clock) {
      return false;
    }
    // Of several values joined into one item, the last is the one that counts.
    if (!isSameContent(one, one.length - 1, other, other.length - 1, 1, pairs)) return false;
  }
  return true;
}

function nextVisible(from: Y.Item | null): Y.Item | null {
  let item = from;
  while (item?.deleted) item = item.right;
  return item;
}

function isSameContent(
  one: Y.Item,
  oneOffset: number,
  other: Y.Item,
  otherOffset: number,
  length: number,
  pairs: [AnyType | undefined, AnyType | undefined][],
): boolean {
  const { content } = one;
  const others = other.content;
  if (content.getRef() !== others.getRef()) return false;
  if (content instanceof Y.ContentType && others instanceof Y.ContentType) {
    pairs.push([content.type, others.type]);
    return describeType(content.type) === describeType(others.type);
  }
  if (content instanceof Y.ContentString && others instanceof Y.ContentString) {
    return (
      content.str.slice(oneOffset, oneOffset + length) ===
      others.str.slice(otherOffset, otherOffset + length)
    );
  }
  if (content instanceof Y.ContentFormat && others instanceof Y.ContentFormat) {
    return content.key === others.key && isSameValue(content.value, others.value);
  }
  return isSameValue(
    content.getContent().slice(oneOffset, oneOffset + length),
    others.getContent().slice(otherOffset, otherOffset + length),
  );
}

function describeType(type: AnyType): string {
  const name = type instanceof Y.XmlElement ? type.nodeName : '';
  return `${type.constructor.name}:${name}`;
}

function isSameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null) return Object.is(one, other);
  if (typeof other !== 'object' || other === null) return false;
  if (one instanceof Uint8Array || other instanceof Uint8Array) {
    return one instanceof Uint8Array && other instanceof Uint8Array && isSameBytes(one, other);
  }
  const entries = Object.entries(one);
  if (entries.length !== Object.keys(other).length) return false;
  const others = new Map(Object.entries(other));
  return entries.every(([key, value]) => others.has(key) && isSameValue(value, others.get(key)));
}
