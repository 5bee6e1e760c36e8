// One open document per person and document, however often it is asked for.
import { expect, test } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { until } from '../../test/support/until.ts';
import { createDocumentRegistry } from './document-registry.ts';
import { type OpenDocument, type OpenDocumentOptions, openDocument } from './open-document.ts';

function options(documentId: string, personId = 'amina'): OpenDocumentOptions {
  // Nothing listens there: what is tested needs no server.
  return {
    documentId,
    personId,
    kind: 'tool',
    serverUrl: 'ws://127.0.0.1:9',
    marks: null,
    // The two classes differ in types of events that the provider never looks at.
    WebSocket: NodeWebSocket as unknown as typeof WebSocket,
  };
}

function countingRegistry() {
  const opened: OpenDocument[] = [];
  const closed: OpenDocument[] = [];
  const registry = createDocumentRegistry((wanted) => {
    const document = openDocument(wanted);
    opened.push(document);
    const close = document.close;
    return {
      ...document,
      close: async () => {
        closed.push(document);
        await close();
      },
    };
  }, 0);
  return { registry, opened, closed };
}

test('[CL5] two mounts share one document, and a second mount right after the last release finds it', async () => {
  const { registry, opened, closed } = countingRegistry();
  const first = registry.acquire(options('a'));
  const second = registry.acquire(options('a'));
  expect(second.document).toBe(first.document);
  first.release();
  first.release();
  second.release();
  // As StrictMode does it: unmounted and mounted again in one turn.
  const third = registry.acquire(options('a'));
  expect(third.document).toBe(first.document);
  expect(opened).toHaveLength(1);
  third.release();
  await until(() => closed.length === 1);
});

test('[CL5] whoever draws first finds a document that was opened ahead, and opens none by looking', async () => {
  const { registry, opened, closed } = countingRegistry();
  expect(registry.find(options('a'))).toBeNull();
  expect(opened).toHaveLength(0);
  const ahead = registry.acquire(options('a'));
  ahead.release();
  expect(registry.find(options('a'))).toBe(ahead.document);
  expect(registry.find(options('a', 'bo'))).toBeNull();
  // Nobody came for it.
  await until(() => closed.length === 1);
  expect(registry.find(options('a'))).toBeNull();
});

test('[CL2] another person, or another document, is another copy', async () => {
  const { registry, opened, closed } = countingRegistry();
  registry.acquire(options('a'));
  registry.acquire(options('a', 'bo'));
  registry.acquire(options('b'));
  expect(opened).toHaveLength(3);
  await registry.closeAll();
  expect(closed).toHaveLength(3);
});
