// What the environment may say.
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ConfigError, ownOrigins, readConfig } from './config.ts';

describe('configuration', () => {
  it('starts without any variable', () => {
    const config = readConfig({});
    expect(config.port).toBe(3000);
    expect(config.databasePath).toMatch(/data[/\\]sommet\.sqlite$/);
    expect(config.publicUrl).toBeNull();
  });

  it('names every wrong variable', () => {
    expect(() => readConfig({ PORT: 'many', LOG_LEVEL: 'loud' })).toThrow(ConfigError);
    expect(() => readConfig({ PORT: 'many', LOG_LEVEL: 'loud' })).toThrow(/PORT.*LOG_LEVEL/s);
    expect(() => readConfig({ ALLOWED_ORIGINS: 'https://a.example/path' })).toThrow(
      /ALLOWED_ORIGINS/,
    );
    for (const wrong of ['ftp://a.example', 'a.example', 'https://a.example/sommet']) {
      expect(() => readConfig({ PUBLIC_URL: wrong }), wrong).toThrow(/PUBLIC_URL/);
    }
  });

  it('[WS5] takes addresses and networks as proxies, and names what is neither', () => {
    const proxies = '127.0.0.1, 10.0.0.0/8,::1, fd00::/8';
    expect(readConfig({ TRUSTED_PROXIES: proxies }).trustedProxies).toHaveLength(4);
    for (const wrong of [
      'proxy.local',
      '10.0.0.0/33',
      '10.0.0.0/',
      '::1/200',
      '*',
      '1.2.3.4/8/8',
    ]) {
      expect(() => readConfig({ TRUSTED_PROXIES: wrong }), wrong).toThrow(/TRUSTED_PROXIES/);
    }
  });

  it('refuses a metrics token that could be guessed', () => {
    expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow(/METRICS_TOKEN/);
    expect(readConfig({}).metricsToken).toBeNull();
  });

  it('reads an empty variable as absent', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ port: 3000, publicUrl: null });
  });

  it('[WS1] allows exactly its own origins, with scheme, host and port', () => {
    const config = readConfig({ HOST: '127.0.0.1', PUBLIC_URL: 'https://sommet.example.org/' });
    const origins = ownOrigins(config, 3000);
    expect(origins).toContain('http://localhost:3000');
    expect(origins).toContain('https://sommet.example.org');
    expect(origins).not.toContain('http://localhost:3001');
    expect(origins).not.toContain('http://sommet.example.org');
  });

  it('[WS1] takes the names this machine has in the room for its own, where the room may come in', () => {
    const name = hostname()
      .toLowerCase()
      .replace(/\.local$/, '');
    const own = [`http://${name}:3000`, `http://${name}.local:3000`];
    expect([...ownOrigins(readConfig({}), 3000)]).toEqual(expect.arrayContaining(own));
    const alone = ownOrigins(readConfig({ HOST: '127.0.0.1' }), 3000);
    for (const origin of own) expect(alone).not.toContain(origin);
  });

  it('takes a Redis for relays only with the secret they share', () => {
    expect(readConfig({})).toMatchObject({ redisUrl: null, relayKey: null });
    const relays = { REDIS_URL: 'rediss://10.0.0.5:6379', RELAY_KEY: 'k'.repeat(32) };
    expect(readConfig(relays)).toMatchObject({
      redisUrl: relays.REDIS_URL,
      relayKey: relays.RELAY_KEY,
    });
    expect(() => readConfig({ REDIS_URL: relays.REDIS_URL })).toThrow(/RELAY_KEY/);
    expect(() => readConfig({ ...relays, RELAY_KEY: 'short' })).toThrow(/RELAY_KEY/);
    expect(() => readConfig({ ...relays, REDIS_URL: 'http://10.0.0.5' })).toThrow(/REDIS_URL/);
  });

  it('takes a mail server with a sender, or neither', () => {
    expect(readConfig({}).mail).toBeNull();
    const mail = { SMTP_URL: 'smtp://mail.example.org:587', MAIL_FROM: 'Sommet <s@example.org>' };
    expect(readConfig(mail).mail).toEqual({ url: mail.SMTP_URL, from: mail.MAIL_FROM });
    expect(() => readConfig({ SMTP_URL: mail.SMTP_URL })).toThrow(/MAIL_FROM/);
    expect(() => readConfig({ ...mail, SMTP_URL: 'https://example.org' })).toThrow(/SMTP_URL/);
    expect(() => readConfig({ ...mail, MAIL_FROM: 'nobody' })).toThrow(/MAIL_FROM/);
  });
});
