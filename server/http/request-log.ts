// One log line a request: which route, how it ended, how long it took. The route's pattern, not the
// address: addresses hold join codes and tokens. No visitor's network address either.
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Log } from '../log.ts';

/** A request that takes longer is worth a warning, ms. */
const SLOW_MS = 1000;

/** Logs requests at `debug`, slow ones at `warn`; `observe` counts them. */
export function requestLog(log: Log, observe: (status: number) => void): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    const { status } = c.res;
    observe(status);
    log({
      level: durationMs > SLOW_MS ? 'warn' : 'debug',
      event: 'request',
      method: c.req.method,
      route: routePath(c),
      status,
      durationMs,
    });
  };
}
