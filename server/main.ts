// Starts Sommet from the environment and stops it at a signal.
import { type Config, ConfigError, lanAddresses, readConfig } from './config.ts';
import { preparePubliccodeCheck } from './exporters/publiccode-check.ts';
import { explainStartError } from './operations/start-error.ts';
import { type RunningServer, startServer } from './server.ts';

/** A stop that takes longer than this is cut off (SY10). */
const STOP_DEADLINE_MS = 5000;

function readConfigOrExit() {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function startOrExit(config: Config): Promise<RunningServer> {
  try {
    return await startServer(config);
  } catch (error) {
    const sentence = explainStartError(error, config);
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
}

function greeting(server: RunningServer, isOnLan: boolean): string {
  const lines = [
    '',
    'Sommet is running.',
    '',
    `  On this machine   http://localhost:${server.port}`,
  ];
  if (isOnLan) {
    for (const address of lanAddresses())
      lines.push(`  In this network   http://${address}:${server.port}`);
  }
  if (server.firstFacilitatorUrl !== null) {
    lines.push(
      '',
      '  Become the first facilitator (this link works once):',
      `  ${server.firstFacilitatorUrl}`,
    );
  }
  if (!server.hasHackathons) {
    lines.push(
      '',
      '  Load the sample hackathon "Paris 2016" (in another terminal):',
      `  ${sampleCommand()}`,
    );
  }
  return `${lines.join('\n')}\n\n`;
}

/** With the variables that lead it to this database and make it print this server's addresses. */
function sampleCommand(): string {
  const own = ['DATABASE_PATH', 'PORT', 'PUBLIC_URL'].flatMap((name) => {
    const value = process.env[name];
    if (!value) return [];
    return `${name}=${/^[\w./:-]+$/.test(value) ? value : JSON.stringify(value)}`;
  });
  return [...own, 'npm run sample'].join(' ');
}

const config = readConfigOrExit();
const server = await startOrExit(config);
preparePubliccodeCheck();
process.stdout.write(greeting(server, config.host === '0.0.0.0' || config.host === '::'));

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
