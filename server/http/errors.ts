// The one place that turns what was thrown into an HTTP answer. Knows the error classes' common
// shape (a stable `code`), not their modules.
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { Log } from '../log.ts';

/** A broken rule that a person can do something about. `code` is stable and translated by the client. */
export class AppError extends Error {
  readonly code: string;
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503;
  readonly details: unknown;

  constructor(
    status: AppError['status'],
    code: string,
    message: string,
    details: unknown = undefined,
  ) {
    super(message);
    this.name = 'AppError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Nothing there, or nothing you may know of: both answer alike. */
export function notFound(what: string): AppError {
  return new AppError(404, 'not_found', `No such ${what}.`);
}

/** Signed in, but without the right. */
export function forbidden(message = 'You may not do this.'): AppError {
  return new AppError(403, 'forbidden', message);
}

/** SQLite's codes for a disk that takes nothing just now (SY3). */
const STORAGE_BUSY = new Set([
  'SQLITE_BUSY',
  'SQLITE_FULL',
  'SQLITE_LOCKED',
  'SQLITE_IOERR',
  'SQLITE_READONLY',
]);

/** Whether the database takes nothing just now; the same may go well a little later. */
export function isStorageDown(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && STORAGE_BUSY.has(code.split('_').slice(0, 2).join('_'));
}

/** Answers `{error: {code, message, details?}}`; what nobody foresaw is logged and says no more. */
export function createErrorHandler(log: Log): ErrorHandler {
  return (error, c) => {
    if (error instanceof AppError) {
      const { code, message, details } = error;
      return c.json(
        { error: { code, message, ...(details === undefined ? {} : { details }) } },
        error.status,
      );
    }
    if (error instanceof HTTPException) {
      return c.json({ error: { code: 'bad_request', message: error.message } }, error.status);
    }
    log({
      level: 'error',
      event: 'request-failed',
      // The pattern: addresses hold tokens, and errors go in whole for the log to strip.
      route: routePath(c),
      error,
    });
    if (isStorageDown(error)) {
      return c.json(
        {
          error: {
            code: 'storage_unavailable',
            message: 'The server cannot save just now. Try again in a moment.',
          },
        },
        503,
      );
    }
    return c.json(
      { error: { code: 'internal_error', message: 'Something went wrong on the server.' } },
      500,
    );
  };
}
