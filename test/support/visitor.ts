// A browser without a screen: asks the server's routes and keeps the session cookie it is given.
import type { TestServer } from './server.ts';

/** An answer, read. `body` is null when there is none. */
interface VisitorAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly body: any;
  readonly headers: Headers;
}

/** Somebody at a browser. */
export interface Visitor {
  /** The session cookie as this browser would send it, `null` when it has none. */
  cookie: string | null;
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<VisitorAnswer>;
}

/** Opens a browser with no session, or with one of `cookie`. */
export function createVisitor(
  server: Pick<TestServer, 'request'>,
  cookie: string | null = null,
): Visitor {
  const others = new Map<string, string>();
  const cookies = () =>
    [visitor.cookie, ...others.values()].filter((pair) => pair !== null).join('; ');
  const visitor: Visitor = {
    cookie: cookie === null ? null : `sommet=${cookie}`,
    async ask(method, path, body, headers = {}) {
      const response = await server.request(`/api${path}`, {
        method,
        body,
        headers: { ...(cookies() === '' ? {} : { cookie: cookies() }), ...headers },
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const isGone = pair.endsWith('=');
        const name = pair.slice(0, pair.indexOf('='));
        if (name.endsWith('sommet')) visitor.cookie = isGone ? null : pair;
        else if (isGone) others.delete(name);
        else others.set(name, pair);
      }
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? null : JSON.parse(text),
        headers: response.headers,
      };
    },
  };
  return visitor;
}
