// The description of the API that other catalogues read.
import { expect, it } from 'vitest';
import { startTestServer } from '../support/server.ts';

it('describes every route, with its rule', async () => {
  await using server = await startTestServer();
  const answer = await server.request('/api/openapi.json');
  expect(answer.status).toBe(200);
  const { openapi, paths } = (await answer.json()) as {
    openapi: string;
    paths: Record<string, Record<string, { 'x-rule'?: string; summary?: string }>>;
  };
  expect(openapi).toBe('3.1.0');
  const routes = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(routes.length).toBeGreaterThan(40);
  expect(routes.filter((route) => !route['x-rule'] || !route.summary)).toEqual([]);
  expect(Object.keys(paths)).toContain('/api/records/{kind}/{slug}');
});
