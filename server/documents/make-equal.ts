// Makes a live document say what an older state of it says, by ordinary changes that others' words
// merge with. Knows roots and types; knows no history.
import type * as Y from 'yjs';
import { openRoots, replaceText, rootType } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import { canonicalJson } from '../../shared/record.ts';
import { type RichNode, readRichText, toRichXml } from '../../shared/rich-text.ts';
import { CONFIRMED_ROOT } from '../../shared/seal.ts';

/** Changes `doc` root by root until it equals `wanted`. Call it inside one transaction. */
export function makeEqual(kind: Kind, doc: Y.Doc, wanted: Y.Doc): void {
  openRoots(kind, doc);
  openRoots(kind, wanted);
  for (const root of new Set([...doc.share.keys(), ...wanted.share.keys()])) {
    // A confirmation is given again for words that came back, or still holds for the same ones.
    if (root === CONFIRMED_ROOT) continue;
    switch (rootType(kind, root)) {
      case 'text':
        replaceText(doc.getText(root), wanted.getText(root).toString());
        break;
      case 'map':
        makeMapEqual(doc.getMap(root), wanted.getMap(root));
        break;
      case 'xml':
        makeRichEqual(doc.getXmlFragment(root), wanted.getXmlFragment(root));
        break;
      case null:
        // No root of this kind: admission lets none in, and nothing reads it.
        break;
    }
  }
}

function makeMapEqual(map: Y.Map<unknown>, wanted: Y.Map<unknown>): void {
  for (const key of [...map.keys()]) {
    if (!wanted.has(key)) map.delete(key);
  }
  for (const [key, value] of wanted.entries()) {
    if (!map.has(key) || canonicalJson(map.get(key)) !== canonicalJson(value)) map.set(key, value);
  }
}

/** Replaces the blocks between the first and the last that differ; the others stay the same items. */
function makeRichEqual(fragment: Y.XmlFragment, wanted: Y.XmlFragment): void {
  const before = readRichText(fragment);
  const after = readRichText(wanted);
  // Runs of text at the top, which only a hostile peer writes, do not count as one item each.
  if (before.length !== fragment.length) {
    fragment.delete(0, fragment.length);
    fragment.insert(0, toRichXml(after));
    return;
  }
  const isSame = (one: RichNode | undefined, other: RichNode | undefined) =>
    canonicalJson(one) === canonicalJson(other);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++;
  const removed = before.length - start - end;
  if (removed > 0) fragment.delete(start, removed);
  const added = after.slice(start, after.length - end);
  if (added.length > 0) fragment.insert(start, toRichXml(added));
}
