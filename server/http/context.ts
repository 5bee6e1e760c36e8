// What a request carries once the session is known, and how routes are declared: with the rule that
// guards them. Knows no resource.
import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { errorAnswer } from '../../shared/api/errors.ts';
import type { Actor } from '../../shared/roles.ts';
import { AppError } from './errors.ts';
import type { Forwarded } from './proxies.ts';

/** Set by the session middleware before any route runs. */
export interface Env {
  Variables: {
    sessionId: string | null;
    actor: Actor | null;
    /** What a trusted proxy says about this request; absent or null without one. */
    forwarded?: Forwarded | null;
    /** The nonce of this answer's content security policy. */
    nonce: string;
  };
}

/**
 * The rule that guards a route: `public`, `signed-in`, or a `subject:verb` of `shared/roles.ts` that
 * its handler asks `can()` for. A test goes through all routes and fails on one without a rule (AC1).
 */
type RouteRule = 'public' | 'signed-in' | `${string}:${string}`;

/** Declares a route together with its rule, which also shows in the OpenAPI page as `x-rule`. */
export function defineRoute<const R extends RouteConfig>(rule: RouteRule, config: R) {
  return createRoute({ ...config, 'x-rule': rule } as R);
}

/** A JSON body or answer. */
export function json<S>(schema: S, description = '') {
  return { content: { 'application/json': { schema } }, description };
}

/** The error answers of a route, by status. */
export function errors<const S extends 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 503>(
  ...statuses: S[]
) {
  return Object.fromEntries(
    statuses.map((status) => [status, json(errorAnswer, 'An error with a stable code.')]),
  ) as Record<
    S,
    { content: { 'application/json': { schema: typeof errorAnswer } }; description: string }
  >;
}

/** A router whose validation failures answer like every other error. */
export function createRouter() {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      throw new AppError(
        422,
        'invalid_request',
        'Some of what was sent is not as expected.',
        result.error.issues.map(({ path, code, message }) => ({ path, code, message })),
      );
    },
  });
}

/** The signed-in actor; throws 401 when there is none. */
export function requireActor(c: Context<Env>): Actor {
  const actor = c.get('actor');
  if (actor === null) throw new AppError(401, 'signed_out', 'Join or sign in first.');
  return actor;
}
