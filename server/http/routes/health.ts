// Is the process up, and can it do its work?
import { z } from '@hono/zod-openapi';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { AppError } from '../errors.ts';

const health = z.object({ status: z.literal('ok') });

const liveness = defineRoute('public', {
  method: 'get',
  path: '/health',
  summary: 'The process answers',
  responses: { 200: json(health, 'It does.') },
});

const readiness = defineRoute('public', {
  method: 'get',
  path: '/ready',
  summary: 'The database takes writes',
  responses: { 200: json(health, 'It does.'), ...errors(503) },
});

/** `checkStorage` throws when the database takes no write. */
export function healthRoutes({ checkStorage }: { checkStorage(): void }) {
  return createRouter()
    .openapi(liveness, (c) => c.json({ status: 'ok' as const }, 200))
    .openapi(readiness, (c) => {
      try {
        checkStorage();
      } catch (cause) {
        throw new AppError(
          503,
          'storage_unavailable',
          'The database takes no writes.',
          String(cause),
        );
      }
      return c.json({ status: 'ok' as const }, 200);
    });
}
