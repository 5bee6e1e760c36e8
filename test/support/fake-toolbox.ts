// A toolbox for tests, as the recorded answers and its importer's schema say it behaves: one account's
// bundle is all that account stands for. Has the real one's traps, to be sprung one by one.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ToolboxConfig } from '../../server/config.ts';
import type { ToolboxBundle } from '../../server/exporters/toolbox-bundle.ts';
import { bundleProblems } from './bundle-schema.ts';

/** What goes wrong with one `POST /cards/bundle`. */
export type Trap =
  /** The connection breaks before anything was read. */
  | 'cut-before'
  /** The bundle is taken, and the answer is lost. */
  | 'cut-after'
  /** The importer dies half way: the first card is there, nothing was un-rated. */
  | 'half-then-html-500'
  | 'html-400'
  | 'html-502'
  /** Says yes and keeps all but the last card. */
  | 'loses-a-card'
  | 'not-json'
  | 'redirect'
  /** Answers when `release()` is called. */
  | 'slow';

/** What goes wrong with one `POST /uploads/images/json`. */
export type ImageTrap =
  | 'cut-before'
  /** The picture is there, and nobody hears where. */
  | 'cut-after'
  | 'html-400'
  | 'html-500'
  | 'not-json'
  /** The answer names no place of the toolbox. */
  | 'elsewhere'
  /** A proxy in front takes less than the API. */
  | 'html-413';

/** A card as the toolbox keeps it. */
interface KeptCard {
  id: number;
  readonly name: string;
  attributes: Readonly<Record<string, unknown>>;
  /** Who stands for it; nobody's card is shown to nobody. */
  readonly raters: Set<string>;
}

/** A running toolbox. */
export interface FakeToolbox extends AsyncDisposable {
  /** For a server that pushes to it. */
  readonly config: ToolboxConfig;
  readonly cards: KeptCard[];
  /** Bundles that came in whole, trapped or not. */
  readonly received: ToolboxBundle[];
  /** Every request, as `GET /cards`. */
  readonly requests: string[];
  /** Traps for the next bundles, the first first. */
  readonly traps: Trap[];
  /** Pictures by their path. */
  readonly images: Map<string, Buffer>;
  /** Traps for the next pictures, the first first. */
  readonly imageTraps: ImageTrap[];
  /** Names of the cards the account stands for. */
  names(): string[];
  /** Lets the slow answers go. */
  release(): void;
  /** Stops listening and takes up again on the same port, with everything it knew. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

const KEY = 'k/ey+of-the+account==';
const ACCOUNT = 'sommet';
const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** PostgreSQL's index refuses a text beyond this, and the API answers 500. */
const MAX_INDEXED_BYTES = 2676;

/** Starts one on a free port. */
export async function startFakeToolbox(options: Partial<ToolboxConfig> = {}): Promise<FakeToolbox> {
  const cards: KeptCard[] = [];
  const received: ToolboxBundle[] = [];
  const requests: string[] = [];
  const traps: Trap[] = [];
  const images = new Map<string, Buffer>();
  const imageTraps: ImageTrap[] = [];
  const waiting: (() => void)[] = [];
  let nextId = 300;

  function upsert(bundle: ToolboxBundle, { isWhole }: { isWhole: boolean }): object {
    const rated = new Set<KeptCard>();
    const warnings: Record<string, Record<string, string>> = {};
    const taken = isWhole ? bundle.cards : bundle.cards.slice(0, 1);
    for (const attributes of taken) {
      const name = String(attributes.Name![0]);
      const known = cards
        .filter((card) => card.name === name)
        .sort((first, second) => second.raters.size - first.raters.size || first.id - second.id);
      const mine = known.find(({ raters }) => raters.has(ACCOUNT)) ?? known[0];
      const card = mine ?? { id: nextId++, name, attributes, raters: new Set<string>() };
      if (mine === undefined) cards.push(card);
      card.attributes = attributes;
      card.raters.add(ACCOUNT);
      rated.add(card);
    }
    const names = new Set(bundle.cards.map((card) => String(card.Name![0])));
    for (const attributes of taken) {
      for (const [label, values] of Object.entries(attributes)) {
        for (const value of values) {
          if (typeof value === 'string' || !('targetId' in value)) continue;
          if (names.has(String(value.targetId))) continue;
          warnings[String(attributes.Name![0])] = { [label]: `Unknown card ${value.targetId}` };
        }
      }
    }
    if (isWhole) {
      for (const card of cards) if (!rated.has(card)) card.raters.delete(ACCOUNT);
    }
    return {
      apiVersion: '1',
      ...(Object.keys(warnings).length === 0 ? {} : { warnings: { cards: warnings } }),
    };
  }

  function takeBundle(text: string, request: IncomingMessage, response: ServerResponse): void {
    const trap = traps.shift();
    if (trap === 'html-400') {
      html(response, 400, '<h1>Bad Request</h1>');
      return;
    }
    if (trap === 'html-502') {
      html(response, 502, '<h1>Bad Gateway</h1><p>nginx</p>');
      return;
    }
    if (trap === 'redirect') {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' });
      response.end();
      return;
    }
    const bundle = JSON.parse(text) as ToolboxBundle;
    received.push(bundle);
    if (tooLong(bundle)) {
      html(response, 500, '<pre>index row size 2704 exceeds maximum 2712</pre>');
      return;
    }
    const problems = bundleProblems(bundle);
    if (problems.length > 0) {
      answer(response, 400, {
        apiVersion: '1',
        code: 400,
        errors: { cards: problems },
        message: 'Errors detected in given cards.',
      });
      return;
    }
    if (trap === 'half-then-html-500') {
      upsert(bundle, { isWhole: false });
      html(response, 500, '<title>Error</title><pre>deadlock detected</pre>');
      return;
    }
    const told = upsert(bundle, { isWhole: true });
    if (trap === 'loses-a-card') cards.pop();
    if (trap === 'cut-after') {
      request.socket.destroy();
      return;
    }
    if (trap === 'not-json') {
      html(response, 200, '<p>It works!</p>');
      return;
    }
    if (trap === 'slow') {
      waiting.push(() => answer(response, 200, told));
      return;
    }
    answer(response, 200, told);
  }

  /** Converts to PNG, without saying so, and names the picture by the MD5 of what came of it. */
  function takeImage(text: string, request: IncomingMessage, response: ServerResponse): void {
    const trap = imageTraps.shift();
    if (trap === 'html-400') {
      html(response, 400, '<h1>Bad Request</h1>');
      return;
    }
    if (trap === 'html-500') {
      html(response, 500, '<pre>spawn identify ENOENT</pre>');
      return;
    }
    if (trap === 'html-413') {
      html(response, 413, '<h1>Request Entity Too Large</h1><p>nginx</p>');
      return;
    }
    const { file } = JSON.parse(text) as { file: string };
    const [, type, base64] = /^data:(image\/[a-z]+);base64,(.+)$/.exec(file) ?? [];
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (
      type === undefined ||
      !/^(\x89PNG|GIF8|\xff\xd8|RIFF)/.test(bytes.toString('latin1', 0, 4))
    ) {
      const name = createHash('md5').update(bytes).digest('hex');
      answer(response, 400, {
        apiVersion: '1',
        code: 400,
        message: `File "${name}-upload" is not a valid image.`,
      });
      return;
    }
    const hash = createHash('md5').update('as PNG').update(bytes).digest('hex');
    const path = `/images/${hash.slice(0, 2)}/${hash.slice(2)}.png`;
    images.set(path, bytes);
    if (trap === 'cut-after') {
      request.socket.destroy();
      return;
    }
    if (trap === 'not-json') {
      html(response, 201, '<p>It works!</p>');
      return;
    }
    const told = trap === 'elsewhere' ? 'https://elsewhere.example/logo.png' : path;
    answer(response, 201, { apiVersion: '1', data: { path: told } });
  }

  function listCards(query: URLSearchParams, response: ServerResponse): void {
    const limit = Number(query.get('limit') ?? 20);
    const offset = Number(query.get('offset') ?? 0);
    if (limit > 100) {
      html(response, 400, 'Request validation failed');
      return;
    }
    const rated = cards
      .filter(({ raters }) => raters.has(query.get('user') ?? ''))
      .sort((first, second) => second.raters.size - first.raters.size || second.id - first.id);
    const page = rated.slice(offset, offset + limit);
    const values: Record<string, object> = {};
    const found: Record<string, object> = {};
    for (const { id, name, raters } of page) {
      values[`${id}1`] = { id: `${id}1`, type: 'Value', value: { en: name } };
      found[id] = {
        id: String(id),
        type: 'Card',
        properties: { name: `${id}1` },
        ratingSum: raters.size,
      };
    }
    answer(response, 200, {
      apiVersion: '1',
      count: rated.length,
      data: { cards: found, values, ids: page.map(({ id }) => String(id)) },
      limit,
      offset,
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://toolbox');
    requests.push(`${request.method} ${pathname}`);
    const key = request.headers['retruco-api-key'];
    if (key !== KEY) {
      answer(response, 401, { apiVersion: '1', message: `No user with apiKey "${key}".` });
      return;
    }
    if (request.method === 'GET' && pathname === '/cards') {
      listCards(searchParams, response);
      return;
    }
    const isImage = pathname === '/uploads/images/json';
    if (request.method === 'POST' && (isImage || pathname === '/cards/bundle')) {
      const sprung = isImage ? imageTraps : traps;
      if (sprung[0] === 'cut-before') {
        sprung.shift();
        request.socket.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      if (body.length > MAX_BODY_BYTES) {
        html(response, 413, '<pre>request entity too large</pre>');
        return;
      }
      (isImage ? takeImage : takeBundle)(body.toString('utf8'), request, response);
      return;
    }
    html(response, 404, 'Cannot find that');
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      html(response, 500, String(error));
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const goAway = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  return {
    config: {
      address: `http://127.0.0.1:${port}`,
      account: ACCOUNT,
      apiKey: KEY,
      timeoutMs: 30_000,
      retryMs: 0,
      ...options,
    },
    cards,
    received,
    requests,
    traps,
    images,
    imageTraps,
    names: () =>
      cards
        .filter(({ raters }) => raters.has(ACCOUNT))
        .map(({ name }) => name)
        .sort(),
    release: () => {
      for (const go of waiting.splice(0)) go();
    },
    goAway,
    comeBack: () => listen(port),
    [Symbol.asyncDispose]: goAway,
  };
}

function tooLong(value: unknown): boolean {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8') > MAX_INDEXED_BYTES;
  return typeof value === 'object' && value !== null && Object.values(value).some(tooLong);
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!DOCTYPE html><html><body>${body}</body></html>`);
}
