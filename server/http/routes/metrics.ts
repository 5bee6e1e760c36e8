// Figures for Prometheus, for whoever has the token. Outside /api: no session, no JSON.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';

/** `GET /metrics`; without a configured token there is no such address. */
export function metricsRoutes({ token, render }: { token: string | null; render(): string }) {
  const app = new Hono();
  if (token === null) return app;
  const wanted = digest(`Bearer ${token}`);
  return app.get('/metrics', (c) => {
    if (!timingSafeEqual(digest(c.req.header('Authorization') ?? ''), wanted)) {
      c.header('WWW-Authenticate', 'Bearer');
      return c.text('The token of METRICS_TOKEN is needed.\n', 401);
    }
    c.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    c.header('Cache-Control', 'no-store');
    return c.body(render());
  });
}

/** Equal lengths, so that the comparison tells nothing of the token's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
