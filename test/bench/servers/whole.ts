// The whole server as people get it, under measurement: rooms, projector, boards and walls. Leaves
// the first facilitator's link in its folder.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { startServer } from '../../../server/server.ts';
import { dataFolder, reportReady } from './child.ts';

const folder = dataFolder();
const server = await startServer(
  readConfig({
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    PORT: process.env.PORT,
    CLIENT_DIRECTORY: process.env.CLIENT_DIRECTORY,
    DATABASE_PATH: join(folder, 'sommet.sqlite'),
  }),
);
writeFileSync(join(folder, 'facilitator-link'), server.firstFacilitatorUrl ?? '');
reportReady(server.port, () => server.close());
