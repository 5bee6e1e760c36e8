// Says whether two documents are the same one: words, marks, clocks, deletions and nothing pending.
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { rootType } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import { project } from '../../shared/projection.ts';

/** A document's roots as plain values, marks included, in the order of their names. */
function plainContent(kind: Kind, doc: Y.Doc): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const root of [...doc.share.keys()].sort()) {
    const type = rootType(kind, root);
    const value =
      type === 'text'
        ? doc.getText(root).toDelta()
        : type === 'map'
          ? doc.getMap(root).toJSON()
          : doc.getXmlFragment(root).toArray().map(plainNode);
    // A root that was only looked at is no difference.
    if (!isEmptyValue(value)) content[root] = value;
  }
  return content;
}

function plainNode(node: unknown): unknown {
  if (node instanceof Y.XmlText) return node.toDelta();
  if (node instanceof Y.XmlElement) {
    return [node.nodeName, node.getAttributes(), node.toArray().map(plainNode)];
  }
  return String(node);
}

function isEmptyValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : Object.keys(value as object).length === 0;
}

/** The next clock of every client, as in a state vector. */
export function clocks(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

/** Why two documents differ, or `null` when they do not. */
export function difference(kind: Kind, first: Y.Doc, second: Y.Doc): string | null {
  for (const doc of [first, second]) {
    if (doc.store.pendingStructs !== null) return 'structs are pending';
    if (doc.store.pendingDs !== null) return 'deletions are pending';
  }
  if (!isDeepStrictEqual(sortedClocks(first), sortedClocks(second))) {
    return `state vectors differ: ${JSON.stringify(sortedClocks(first))} and ${JSON.stringify(sortedClocks(second))}`;
  }
  const contents = [plainContent(kind, first), plainContent(kind, second)];
  if (!isDeepStrictEqual(contents[0], contents[1])) {
    return `contents differ: ${JSON.stringify(contents[0])} and ${JSON.stringify(contents[1])}`;
  }
  if (!Y.equalSnapshots(Y.snapshot(first), Y.snapshot(second))) return 'delete sets differ';
  if (!isDeepStrictEqual(project(kind, first), project(kind, second))) return 'projections differ';
  return null;
}

function sortedClocks(doc: Y.Doc): [number, number][] {
  return [...clocks(doc)].sort(([a], [b]) => a - b);
}
