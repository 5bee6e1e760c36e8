// What keeps a server from starting, as a sentence that names the variable to look at.
import type { Config } from '../config.ts';

/** Codes of our own errors whose message says all. */
const EXPLAINED = new Set(['client_not_built', 'newer_database', 'unsafe_database']);

/** The sentence, or `null` for what nobody foresaw. */
export function explainStartError(error: unknown, config: Config): string | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, path } = error as { code?: unknown; syscall?: unknown; path?: unknown };
  if (typeof code !== 'string') return null;
  if (EXPLAINED.has(code)) return error.message;
  if (code.startsWith('SQLITE_')) {
    return `DATABASE_PATH: ${config.databasePath} cannot be opened (${error.message}).`;
  }
  if (syscall === 'mkdir') {
    return `DATABASE_PATH: the folder of ${config.databasePath} cannot be made (${code}).`;
  }
  if (syscall === 'open' && path === config.databasePath) {
    return `DATABASE_PATH: ${config.databasePath} cannot be made (${code}).`;
  }
  if (code === 'EADDRINUSE') return `PORT: ${config.port} is taken by another program.`;
  if (code === 'EACCES') return `PORT: ${config.port} may not be used by this account.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST: ${config.host} is no address of this machine.`;
  }
  return null;
}
