// Development: server and client with reload in one process, with the sample hackathon loaded.
import { createServer } from 'vite';
import { readConfig } from './config.ts';
import { loadSample } from './hackathons/sample/load.ts';
import { startServer } from './server.ts';

const config = readConfig({ DATABASE_PATH: 'data/development.sqlite', ...process.env });
const server = await startServer(config);
const { parts } = server;
if (!server.hasHackathons) loadSample(parts);

const vite = await createServer();
await vite.listen();

const [hackathon] = parts.hackathons.list();
const codes = hackathon === undefined ? [] : parts.hackathons.codes.list(hackathon.id);
process.stdout.write(`
  Client with reload    ${vite.resolvedUrls?.local[0] ?? 'http://localhost:5173/'}
  Server, built client  http://localhost:${server.port}
  Join with             ${codes[0]?.code ?? '(no code)'}
  Facilitate            ${server.firstFacilitatorUrl?.replace(`:${server.port}`, ':5173') ?? '(already claimed; npm run facilitator-link)'}

`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    Promise.all([vite.close(), server.close()]).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
