// Speaks to a toolbox over HTTP: sends a bundle, reads the account's cards back. Knows no record.
// Node's own request, because fetch gives up waiting for an answer after five minutes.
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { PushErrorCode } from '../../shared/api/pushes.ts';
import { shorten } from '../../shared/shorten.ts';
import type { StoredImage } from '../images/images.ts';

/** A toolbox and the account that pushes to it. */
export interface ToolboxAccess {
  /** Where its API is, without a slash at the end. */
  readonly address: string;
  /** The account's name, as the API lists its cards by. */
  readonly account: string;
  readonly apiKey: string;
  /** How long one answer may take, ms: a large bundle takes the toolbox many minutes. */
  readonly timeoutMs: number;
}

/** A card the account stands for. */
export interface ToolboxCard {
  readonly id: string;
  readonly name: string;
  readonly ratingSum: number;
}

/** Thrown when the toolbox did not do what was asked; `detail` is its own sentence, without the key. */
export class ToolboxError extends Error {
  readonly code: PushErrorCode;
  readonly detail: string;
  /** Whether the same may go well a little later. */
  readonly isTransient: boolean;

  constructor(code: PushErrorCode, detail = '') {
    super(`The toolbox: ${code}`);
    this.name = 'ToolboxError';
    this.code = code;
    this.detail = detail;
    this.isTransient = TRANSIENT.has(code);
  }
}

/** What one toolbox can be asked for; everything stops with `signal`. */
export interface ToolboxClient {
  /** Sends a bundle; answers the toolbox's remarks by card name. */
  sendBundle(json: string, signal: AbortSignal): Promise<Map<string, string[]>>;
  /** Uploads a picture; answers its whole address in the toolbox. */
  sendImage(image: Pick<StoredImage, 'type' | 'bytes'>, signal: AbortSignal): Promise<string>;
  /** Every card the account stands for. */
  listCards(signal: AbortSignal): Promise<ToolboxCard[]>;
}

const TRANSIENT: ReadonlySet<PushErrorCode> = new Set([
  'unreachable',
  'unknown-name',
  'not-secure',
  'cut',
  'timeout',
  'toolbox-failed',
  'unreadable',
]);

/** The most cards the API answers at once. */
const PAGE = 100;

/** A picture the toolbox has not taken by then, ms, it will not take: it only converts it to PNG. */
const IMAGE_TIMEOUT_MS = 120_000;

/** Where the API says it keeps a picture. */
const IMAGE_PATH = /^\/images\/[\w/-]+\.[a-z]+$/;

/** An answer beyond this is no page of cards. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** A sentence of the toolbox is kept up to here. */
const MAX_DETAIL = 300;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A client for the configured toolbox. Redirects are not followed: they could lead anywhere (EX7). */
export function createToolboxClient(access: ToolboxAccess): ToolboxClient {
  const { address, account, apiKey, timeoutMs } = access;

  const readable = (text: string) => {
    const plain = text
      .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
      .replaceAll(/<[^>]*>/g, ' ')
      // The API repeats a key it does not know.
      .replaceAll(apiKey, '…')
      .replaceAll(/\s+/g, ' ')
      .trim();
    return shorten(plain, MAX_DETAIL);
  };

  function checked({ status, text }: Answer): Record<string, unknown> {
    const body = parseObject(text);
    if (status >= 200 && status < 300) {
      if (body === null) throw new ToolboxError('unreadable', readable(text));
      return body;
    }
    const sentence = [body?.message, body?.errors].filter((part) => part !== undefined);
    const detail = readable(
      body === null
        ? text
        : sentence
            .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
            .join(' '),
    );
    const told = `${status}${detail === '' ? '' : ` ${detail}`}`;
    if (status === 401 || status === 403) throw new ToolboxError('not-allowed', told);
    if (status === 413) throw new ToolboxError('too-large', told);
    throw new ToolboxError(
      status >= 500 || status === 408 || status === 429 ? 'toolbox-failed' : 'refused',
      told,
    );
  }

  async function ask(
    path: string,
    {
      signal,
      body,
      longestMs = timeoutMs,
    }: { signal: AbortSignal; body?: string; longestMs?: number },
  ): Promise<Record<string, unknown>> {
    return checked(
      await exchange(`${address}${path}`, {
        signal,
        timeoutMs: Math.min(timeoutMs, longestMs),
        ...(body === undefined ? {} : { body }),
        headers: { accept: 'application/json', 'retruco-api-key': apiKey },
      }),
    );
  }

  return {
    async sendBundle(json, signal) {
      return warningsOf(await ask('/cards/bundle', { signal, body: json }), readable);
    },
    async sendImage({ type, bytes }, signal) {
      const { data } = await ask('/uploads/images/json', {
        signal,
        longestMs: IMAGE_TIMEOUT_MS,
        body: JSON.stringify({ file: `data:${type};base64,${bytes.toString('base64')}` }),
      });
      const path = isObject(data) ? data.path : undefined;
      if (typeof path !== 'string' || !IMAGE_PATH.test(path)) {
        throw new ToolboxError('unreadable', 'POST /uploads/images/json');
      }
      return `${address}${path}`;
    },
    async listCards(signal) {
      const cards = new Map<string, ToolboxCard>();
      for (let offset = 0; ; offset += PAGE) {
        const query = new URLSearchParams([
          ['user', account],
          ['show', 'properties'],
          ['show', 'values'],
          ['depth', '1'],
          ['limit', String(PAGE)],
          ['offset', String(offset)],
        ]);
        const answer = await ask(`/cards?${query}`, { signal });
        const page = cardsOf(answer);
        for (const card of page.cards) cards.set(card.id, card);
        if (page.asked === 0 || offset + PAGE >= page.count) return [...cards.values()];
      }
    },
  };
}

function exchange(
  address: string,
  {
    signal,
    timeoutMs,
    headers,
    body,
  }: { signal: AbortSignal; timeoutMs: number; headers: Record<string, string>; body?: string },
): Promise<Answer> {
  const request = address.startsWith('https:') ? requestHttps : requestHttp;
  const timeout = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    let isSent = false;
    const fail = (error?: Error) => {
      if (signal.aborted) reject(signal.reason);
      else if (timeout.aborted) reject(new ToolboxError('timeout'));
      else reject(isSent ? new ToolboxError('cut') : unreached(address, error));
    };
    const outgoing = request(
      address,
      {
        method: body === undefined ? 'GET' : 'POST',
        agent: false,
        signal: AbortSignal.any([signal, timeout]),
        headers: {
          ...headers,
          ...(body === undefined
            ? {}
            : {
                'content-type': 'application/json',
                'content-length': String(Buffer.byteLength(body, 'utf8')),
              }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        incoming.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MAX_ANSWER_BYTES) {
            reject(new ToolboxError('unreadable', `> ${MAX_ANSWER_BYTES} B`));
            outgoing.destroy();
            return;
          }
          chunks.push(chunk);
        });
        incoming.on('error', fail);
        incoming.on('aborted', () => fail());
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('socket', (socket) =>
      socket.once(address.startsWith('https:') ? 'secureConnect' : 'connect', () => {
        isSent = true;
      }),
    );
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

/** Why there is no connection: its name, its certificate, or the way there. */
function unreached(address: string, error: NodeJS.ErrnoException | undefined): ToolboxError {
  const code = error?.code ?? '';
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return new ToolboxError('unknown-name', new URL(address).hostname);
  }
  // Without TLS there is a connection by then.
  const isSystem = error?.syscall !== undefined || /^E[A-Z]+$/.test(code);
  return address.startsWith('https:') && code !== '' && (!isSystem || code === 'EPROTO')
    ? new ToolboxError('not-secure', code)
    : new ToolboxError('unreachable', code);
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `warnings.cards[name][attribute]` as sentences. */
function warningsOf(
  answer: Record<string, unknown>,
  readable: (text: string) => string,
): Map<string, string[]> {
  const warnings = new Map<string, string[]>();
  const byName = isObject(answer.warnings) ? answer.warnings.cards : null;
  if (!isObject(byName)) return warnings;
  for (const [name, byAttribute] of Object.entries(byName)) {
    const parts = isObject(byAttribute)
      ? Object.entries(byAttribute)
      : [['', byAttribute] as const];
    warnings.set(
      name,
      parts.map(([attribute, warning]) => {
        const words = typeof warning === 'string' ? warning : JSON.stringify(warning);
        return readable(attribute === '' ? words : `${attribute}: ${words}`);
      }),
    );
  }
  return warnings;
}

interface CardPage {
  readonly cards: ToolboxCard[];
  /** How many the page names, readable or not. */
  readonly asked: number;
  readonly count: number;
}

/** A page of `GET /cards`; throws when it is none. */
function cardsOf({ data, count }: Record<string, unknown>): CardPage {
  const cards = isObject(data) ? data.cards : undefined;
  const ids = isObject(data) ? data.ids : undefined;
  if (typeof count !== 'number' || !isObject(data) || !Array.isArray(ids)) {
    throw new ToolboxError('unreadable', 'GET /cards');
  }
  const values = isObject(data.values) ? data.values : {};
  return {
    cards: ids.flatMap((id) => {
      const card = isObject(cards) ? cards[String(id)] : undefined;
      if (!isObject(card)) return [];
      const property = isObject(card.properties) ? card.properties.name : undefined;
      const name = nameOf(property, values);
      const ratingSum = typeof card.ratingSum === 'number' ? card.ratingSum : 0;
      return [{ id: String(id), name, ratingSum }];
    }),
    asked: ids.length,
    count,
  };
}

/** The English text behind a value's id; a card may have several names, of which the first counts. */
function nameOf(id: unknown, values: Record<string, unknown>): string {
  const held = typeof id === 'string' ? values[id] : undefined;
  const value = isObject(held) ? held.value : undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return nameOf(value[0], values);
  if (!isObject(value)) return '';
  const text = value.en ?? Object.values(value)[0];
  return typeof text === 'string' ? text : '';
}
