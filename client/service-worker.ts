// Keeps what the document screen is made of in the browser, so that it opens on a slow line and without
// one (CL2). Holds files of the build and one page, all without a person; knows no word of anybody.
// The build writes it as `/service-worker.js`, with its own list of files in place of the names below.

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerEvents {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  fetch: FetchEvent;
}

/** The part of a service worker's scope that is used; the types of one do not go with a page's. */
interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<T extends keyof WorkerEvents>(
    type: T,
    listener: (event: WorkerEvents[T]) => void,
  ): void;
}

/** Written by the build: what this build is called, its first module, and what it keeps. */
declare const BUILD: { name: string; entry: string; files: readonly string[] };

const worker = self as unknown as WorkerScope;

const PREFIX = 'sommet-';
const OWN_CACHE = PREFIX + BUILD.name;

/** The app's one page, whatever its address. */
const PAGE = '/';

/**
 * Addresses of the app that are of use without a line. All others are the server's alone: its public
 * pages and files, the API, and links that let somebody in.
 */
const APP_PATHS = /^\/(?:$|(?:documents|hackathons|me|commitments)(?:\/|$)|locked$)/;

/**
 * How long the server may take to answer with its page before the kept one is shown, ms. In a hall
 * whose network works the server's is there sooner, and so a newer client is used at once.
 */
const PATIENCE_MS = 200;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    if (APP_PATHS.test(pathname)) event.respondWith(openApp(request));
    return;
  }
  if (pathname.startsWith('/assets/')) event.respondWith(readFile(event));
});

/** All or nothing: the page and every file of one build. */
async function install(): Promise<void> {
  const cache = await caches.open(OWN_CACHE);
  const page = await fetch(PAGE, { cache: 'no-store', credentials: 'omit' });
  const isOurs = page.ok && (await page.clone().text()).includes(BUILD.entry);
  // A newer build took the server's place meanwhile; its own worker comes with the next visit.
  if (!isOurs) throw new Error(`The server's page is not the one of build ${BUILD.name}.`);
  await cache.addAll([...BUILD.files]);
  await cache.put(PAGE, page);
  await worker.skipWaiting();
}

/** Pages of the build before this one may still be open: what they are made of stays until the next. */
async function activate(): Promise<void> {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith(PREFIX) && name !== OWN_CACHE,
  );
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The server's page if it comes at once, the kept one otherwise. Its policy and nonce are kept with it. */
async function openApp(request: Request): Promise<Response> {
  const fresh = fetch(request);
  const kept = await (await caches.open(OWN_CACHE)).match(PAGE);
  if (kept === undefined) return fresh;
  const patience = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(kept), PATIENCE_MS);
  });
  // A proxy answers for a server that is away, each in its own way; ours has a page for every address.
  const answer = fresh.then(
    (page) => (page.ok || page.type === 'opaqueredirect' ? page : kept),
    () => kept,
  );
  return Promise.race([answer, patience]);
}

/** A file by its hashed name: whichever build it came with, it is the same. */
async function readFile(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    event.waitUntil(
      (async () => {
        await (await caches.open(OWN_CACHE)).put(request, copy);
      })(),
    );
  }
  return answer;
}
