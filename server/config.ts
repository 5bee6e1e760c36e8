// Environment strings → one checked configuration. The only file that reads the environment.
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { LogLevel } from './log.ts';

/** A mail server, and who mails come from. */
interface MailConfig {
  /** `smtp://` or `smtps://`, with name and password where needed. */
  readonly url: string;
  readonly from: string;
}

/** A toolbox to push to, and the account to do it with. */
export interface ToolboxConfig {
  /** Where its API is, without a slash at the end. */
  readonly address: string;
  readonly account: string;
  readonly apiKey: string;
  /** How long one answer of it may take, ms. */
  readonly timeoutMs: number;
  /** The wait before a second attempt, ms. */
  readonly retryMs: number;
}

/** Everything `startServer` needs to know. */
export interface Config {
  /** Address to listen on; `0.0.0.0` lets the whole room in. */
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** The SQLite file, or `:memory:`. */
  readonly databasePath: string;
  /** The address people use when a proxy or a name stands before this server. */
  readonly publicUrl: string | null;
  /** Origins allowed besides the server's own addresses. */
  readonly allowedOrigins: readonly string[];
  /** Addresses whose forwarded headers count (WS5). */
  readonly trustedProxies: readonly string[];
  /** The built client. */
  readonly clientDirectory: string;
  readonly logLevel: LogLevel;
  /** Whoever has it may read `/metrics`; `null` leaves that off. */
  readonly metricsToken: string | null;
  /** `null`: no mail is sent, and facilitators hand over links instead. */
  readonly mail: MailConfig | null;
  /** `null`: nothing is pushed, the bundle can be downloaded. Never in the database (EX7). */
  readonly toolbox: ToolboxConfig | null;
  /** The Redis through which relays speak to this home, `redis://` or `rediss://`; `null` without relays. */
  readonly redisUrl: string | null;
  /** The secret that seals what relays and their home say to each other. */
  readonly relayKey: string | null;
  /** How long an empty room is kept, ms. */
  readonly roomGraceMs: number;
  /** The server's clock; tests pass their own. */
  readonly now: () => number;
}

/** Thrown when the environment has a value Sommet cannot use; the message names the variable. */
export class ConfigError extends Error {
  readonly code = 'bad_configuration';
}

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'must be an origin such as https://sommet.example.org',
});

/** Whether `text` is an address or a network such as `10.0.0.0/8`. */
function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

const environment = z.object({
  HOST: z.string().min(1).default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_PATH: z.string().min(1).default('data/sommet.sqlite'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((text) => URL.canParse(text) && new URL(text).href === `${new URL(text).origin}/`, {
      error: 'must be an address without a path, such as https://sommet.example.org',
    })
    .optional(),
  ALLOWED_ORIGINS: list.pipe(z.array(origin)),
  TRUSTED_PROXIES: list.pipe(
    z.array(
      z.string().refine(isAddressOrNetwork, {
        error: 'must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8',
      }),
    ),
  ),
  CLIENT_DIRECTORY: z.string().min(1).default('dist/client'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  METRICS_TOKEN: z.string().min(16).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
      error: 'must be an address such as Sommet <sommet@example.org>',
    })
    .optional(),
  TOOLBOX_URL: z
    .url({ protocol: /^https?$/, hostname: /./ })
    .refine((text) => !/[?#@]/.test(text), {
      error: 'must be an address such as https://api.ogptoolbox.org, without name or password',
    })
    .optional(),
  TOOLBOX_USER: z.string().min(1).max(200).optional(),
  TOOLBOX_API_KEY: z.string().min(8).optional(),
  TOOLBOX_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1000)
    .default(30 * 60 * 1000),
  TOOLBOX_RETRY_MS: z.coerce.number().int().min(0).default(30_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  RELAY_KEY: z.string().min(32).optional(),
  ROOM_GRACE_MS: z.coerce.number().int().min(0).default(5000),
});

/** Reads and checks the environment; throws `ConfigError` naming each wrong variable. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(
      ({ path, message }) => `${String(path[0])}: ${message}`,
    );
    throw new ConfigError(`The configuration cannot be used. ${reasons.join('; ')}`);
  }
  const value = parsed.data;
  const { SMTP_URL: url, MAIL_FROM: from } = value;
  if ((url === undefined) !== (from === undefined)) {
    throw new ConfigError(
      'The configuration cannot be used. SMTP_URL and MAIL_FROM: give both, or none',
    );
  }
  const toolbox = [value.TOOLBOX_URL, value.TOOLBOX_USER, value.TOOLBOX_API_KEY] as const;
  const [address, account, apiKey] = toolbox;
  if (toolbox.some((one) => one === undefined) && toolbox.some((one) => one !== undefined)) {
    throw new ConfigError(
      'The configuration cannot be used. TOOLBOX_URL, TOOLBOX_USER and TOOLBOX_API_KEY: give all, or none',
    );
  }
  if (value.REDIS_URL !== undefined && value.RELAY_KEY === undefined) {
    throw new ConfigError(
      'The configuration cannot be used. REDIS_URL needs RELAY_KEY: the same 32 characters or more for the home and every relay',
    );
  }
  return {
    host: value.HOST,
    port: value.PORT,
    databasePath: value.DATABASE_PATH === ':memory:' ? ':memory:' : resolve(value.DATABASE_PATH),
    publicUrl: value.PUBLIC_URL === undefined ? null : value.PUBLIC_URL.replace(/\/+$/, ''),
    allowedOrigins: value.ALLOWED_ORIGINS,
    trustedProxies: value.TRUSTED_PROXIES,
    clientDirectory: resolve(value.CLIENT_DIRECTORY),
    logLevel: value.LOG_LEVEL,
    metricsToken: value.METRICS_TOKEN ?? null,
    mail: url === undefined || from === undefined ? null : { url, from },
    toolbox:
      address === undefined || account === undefined || apiKey === undefined
        ? null
        : {
            address: address.replace(/\/+$/, ''),
            account,
            apiKey,
            timeoutMs: value.TOOLBOX_TIMEOUT_MS,
            retryMs: value.TOOLBOX_RETRY_MS,
          },
    redisUrl: value.REDIS_URL ?? null,
    relayKey: value.RELAY_KEY ?? null,
    roomGraceMs: value.ROOM_GRACE_MS,
    now: Date.now,
  };
}

/** This machine's IPv4 addresses on its networks, for people in the room. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/** What people in the room may call this machine: its name, and the one it has on networks without DNS. */
function lanNames(): string[] {
  const name = hostname().toLowerCase();
  const names = [name, name.endsWith('.local') ? name.slice(0, -'.local'.length) : `${name}.local`];
  return names.filter((one) => URL.canParse(`http://${one}`));
}

/** The exact origins a browser may come from (WS1): the server's own addresses and the configured ones. */
export function ownOrigins(config: Config, port: number): Set<string> {
  const hosts = ['localhost', '127.0.0.1', '[::1]'];
  if (config.host === '0.0.0.0' || config.host === '::')
    hosts.push(...lanAddresses(), ...lanNames());
  else hosts.push(config.host);
  const origins = new Set(hosts.map((host) => new URL(`http://${host}:${port}`).origin));
  if (config.publicUrl !== null) origins.add(new URL(config.publicUrl).origin);
  for (const one of config.allowedOrigins) origins.add(one);
  return origins;
}
