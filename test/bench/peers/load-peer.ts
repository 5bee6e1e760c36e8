// Finds the packages of the servers compared with. They are installed beside this file by whoever
// wants the comparison, and are no dependency of Sommet.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = import.meta.dirname;

/** How to get the peers, said to a person when they are missing. */
export const INSTALL_PEERS = 'npm --prefix test/bench/peers install';

/** True when the package can be loaded. */
export function hasPeer(name: string): boolean {
  return existsSync(join(folder, 'node_modules', name, 'package.json'));
}

/** The installed version of a peer, or `null`. */
export function peerVersion(name: string): string | null {
  if (!hasPeer(name)) return null;
  const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Loads a peer's CommonJS build; the caller says what shape it relies on. */
export function loadPeer<Shape>(name: string): Shape {
  return createRequire(join(folder, 'package.json'))(name) as Shape;
}
