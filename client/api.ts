// The one way to the server's HTTP interface: typed by its own routes, errors with a stable code.
// Knows no screen and keeps nothing.
import type { ClientResponse } from 'hono/client';
import { hc } from 'hono/client';
import type { SuccessStatusCode } from 'hono/utils/http-status';
import type { AppType } from '../server/http/app.ts';
import type { ErrorAnswer } from '../shared/api/errors.ts';

/** The routes under `/api`, as methods: `api.hackathons[':id'].$get({ param: { id } })`. */
export const api = hc<AppType>('/').api;

/** What the server refused, or why it was not reached (`status` 0, code `offline`). */
export class ApiError extends Error {
  readonly status: number;
  /** Stable; `errors.json` has the words for it. */
  readonly code: string;
  readonly details: unknown;

  constructor(status: number, code: string, message: string, details: unknown = undefined) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

type Success<R> =
  R extends ClientResponse<infer Body, infer Status, infer _Format>
    ? Status extends SuccessStatusCode
      ? Body
      : never
    : never;

/** The body of a good answer; throws `ApiError` for any other. */
export async function unwrap<R extends ClientResponse<unknown, number, string>>(
  request: Promise<R>,
): Promise<Success<R>> {
  let response: R;
  try {
    response = await request;
  } catch (cause) {
    throw new ApiError(0, 'offline', `The server was not reached: ${String(cause)}`);
  }
  if (!response.ok) throw await toApiError(response);
  if (response.status === 204) return undefined as Success<R>;
  try {
    return (await response.json()) as Success<R>;
  } catch (cause) {
    // Cut off on the way, or a page of the network's own in place of the answer.
    throw new ApiError(0, 'offline', `The answer did not arrive: ${String(cause)}`);
  }
}

async function toApiError(response: ClientResponse<unknown, number, string>): Promise<ApiError> {
  const text = await response.text();
  const answer = parseJson(text);
  // A proxy in front of the server answers in its own words.
  if (!isErrorAnswer(answer)) {
    return new ApiError(response.status, 'unreachable', text.slice(0, 200));
  }
  const { code, message, details } = answer.error;
  return new ApiError(response.status, code, message, details);
}

// By hand: the schemas of shared/api/ would bring all of zod into every page.
function isErrorAnswer(value: unknown): value is ErrorAnswer {
  const error = (value as Partial<ErrorAnswer> | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not this server's answer but a proxy's: it is reported as it came.
    return null;
  }
}
