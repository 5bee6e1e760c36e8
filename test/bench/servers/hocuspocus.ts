// Hocuspocus with its SQLite extension and its defaults otherwise, as its own guide sets it up.
import { join } from 'node:path';
import { loadPeer } from '../peers/load-peer.ts';
import { dataFolder, reportReady } from './child.ts';

interface HocuspocusPackage {
  readonly Server: new (configuration: {
    port: number;
    address: string;
    quiet: boolean;
    stopOnSignals: boolean;
    extensions: readonly object[];
    websocketOptions: object;
  }) => {
    readonly httpServer: { address(): { port: number } };
    listen(): Promise<unknown>;
    destroy(): Promise<unknown>;
  };
}
interface SqlitePackage {
  readonly SQLite: new (configuration: { database: string }) => object;
}

const { Server } = loadPeer<HocuspocusPackage>('@hocuspocus/server');
const { SQLite } = loadPeer<SqlitePackage>('@hocuspocus/extension-sqlite');

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  extensions: [new SQLite({ database: join(dataFolder(), 'hocuspocus.sqlite') })],
  websocketOptions: { perMessageDeflate: false },
});
await server.listen();
reportReady(server.httpServer.address().port, async () => {
  await server.destroy();
});
