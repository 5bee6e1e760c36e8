// A bot's browser: requests with a session cookie and event streams, against any server by its
// address. Knows no screen.
import { fetchAsBrowser } from '../support/fetch.ts';
import type { TestRequest } from '../support/server.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import type { Figures } from './figures.ts';

/** Opens a browser without a session at the server of this address. */
export function openBotBrowser(url: string): Visitor {
  return createVisitor({
    request: (path, { method = 'GET', body, headers }: TestRequest = {}) =>
      fetchAsBrowser(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          origin: new URL(url).origin,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  });
}

/** Thrown when the server refuses what a rehearsal cannot go on without. */
export class RefusedError extends Error {
  readonly code: string;

  constructor(what: string, status: number, code: string) {
    super(`${what}: refused with ${status} ${code}`);
    this.code = code;
  }
}

/** Asks and times it; throws `RefusedError` unless the answer is a good one. */
export async function ask(
  browser: Visitor,
  figures: Figures,
  method: string,
  path: string,
  body?: unknown,
): ReturnType<Visitor['ask']> {
  const at = performance.now();
  const answer = await browser.ask(method, path, body);
  figures.toAnswer.add(performance.now() - at);
  if (answer.status >= 400) {
    throw new RefusedError(`${method} ${path}`, answer.status, answer.body?.error?.code ?? '');
  }
  return answer;
}

/** Follows a stream of events until the signal; calls back with the data of each, undecoded. */
export async function followStream(
  url: string,
  cookie: string | null,
  signal: AbortSignal,
  onData: (data: string) => void,
): Promise<{ readonly ended: Promise<void> }> {
  const answer = await fetchAsBrowser(url, { headers: cookie === null ? {} : { cookie }, signal });
  if (!answer.ok || answer.body === null) {
    throw new RefusedError(`GET ${url}`, answer.status, await answer.text());
  }
  return { ended: readAll(answer.body, onData) };
}

async function readAll(
  body: AsyncIterable<Uint8Array>,
  onData: (data: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      if (lines.some((line) => line.startsWith('event: '))) continue;
      const data = lines.find((line) => line.startsWith('data: '));
      if (data !== undefined) onData(data.slice('data: '.length));
    }
  }
}
