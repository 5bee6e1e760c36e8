// Joins the routes into one app: headers, session, body limits, errors. Knows the parts only to hand
// them to the routes that need them.
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { Accounts } from '../accounts/accounts.ts';
import type { PasswordMails } from '../accounts/password-mails.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Lookup } from '../catalogue/lookup.ts';
import type { Adaptations } from '../documents/adaptations.ts';
import type { Commitments } from '../documents/commitments.ts';
import type { Documents } from '../documents/documents.ts';
import type { Imports } from '../documents/imports.ts';
import type { Improvements } from '../documents/improvements.ts';
import type { Lifecycle } from '../documents/lifecycle.ts';
import type { Notes } from '../documents/notes.ts';
import type { RecordDecisions } from '../documents/record-decisions.ts';
import type { Signatories } from '../documents/signatories.ts';
import type { Versions } from '../documents/versions.ts';
import type { Visits } from '../documents/visits.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import type { Rehearsals } from '../hackathons/rehearsals.ts';
import type { Images } from '../images/images.ts';
import type { Changes } from '../live/changes.ts';
import type { Live } from '../live/live.ts';
import type { Log } from '../log.ts';
import type { Privacy } from '../operations/privacy.ts';
import type { Pushes } from '../push/pushes.ts';
import type { Rooms } from '../realtime/types.ts';
import { authenticate, refuseCrossSite } from './auth.ts';
import { createRouter, requireActor } from './context.ts';
import { AppError, createErrorHandler, notFound } from './errors.ts';
import { createProxies, type Proxies, readForwarded } from './proxies.ts';
import { exceptPublicReads, openPublicReads } from './public-reads.ts';
import { requestLog } from './request-log.ts';
import { apiPage } from './routes/api-page.ts';
import { browserPinRoutes } from './routes/browser-pins.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { closingRoutes } from './routes/closing.ts';
import { commitmentRoutes } from './routes/commitments.ts';
import { controlRoutes } from './routes/control.ts';
import { documentRoutes } from './routes/documents.ts';
import { exportRoutes } from './routes/exports.ts';
import { hackathonRoutes } from './routes/hackathons.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { imageRoutes, MAX_IMAGE_BODY_BYTES, takesImage } from './routes/images.ts';
import { importRoutes, MAX_IMPORT_BODY_BYTES, takesFiles } from './routes/imports.ts';
import { improvementRoutes } from './routes/improvements.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { joinRoutes } from './routes/join.ts';
import { liveRoutes } from './routes/live.ts';
import { lookupRoutes } from './routes/lookup.ts';
import { noteRoutes } from './routes/notes.ts';
import { passwordMailRoutes } from './routes/password-mails.ts';
import { privacyRoutes } from './routes/privacy.ts';
import { pushRoutes } from './routes/pushes.ts';
import { recordDecisionRoutes } from './routes/record-decisions.ts';
import { rosterRoutes } from './routes/roster.ts';
import { sessionRoutes } from './routes/session.ts';
import { signatoryRoutes } from './routes/signatories.ts';
import { socketRoutes, type Tickets } from './routes/socket.ts';
import { templateRoutes } from './routes/templates.ts';
import { visitRoutes } from './routes/visits.ts';
import { wallRemoteRoutes } from './routes/wall-remote.ts';
import { wallRoutes } from './routes/walls.ts';
import { securityHeaders } from './security.ts';

/** What the routes work with. */
export interface Parts {
  readonly accounts: Accounts;
  readonly hackathons: Hackathons;
  readonly rehearsals: Rehearsals;
  readonly documents: Documents;
  readonly images: Images;
  readonly imports: Imports;
  readonly adaptations: Adaptations;
  readonly improvements: Improvements;
  readonly passwordMails: PasswordMails;
  readonly versions: Versions;
  readonly notes: Notes;
  readonly signatories: Signatories;
  readonly commitments: Commitments;
  readonly visits: Visits;
  readonly lifecycle: Lifecycle;
  readonly recordDecisions: RecordDecisions;
  readonly catalogue: Catalogue;
  readonly lookup: Lookup;
  readonly live: Live;
  readonly privacy: Privacy;
  readonly pushes: Pushes;
  readonly changes: Changes;
  readonly rooms: Rooms;
  readonly log: Log;
  readonly now: () => number;
  /** Throws when the database takes no write. */
  checkStorage(): void;
}

/** How this server is reached. */
export interface Doors {
  /** The address to print in links and QR codes. */
  readonly publicUrl: () => string;
  readonly isHttps: boolean;
  /** Whether a browser page of this origin may talk to us (WS1, AC4). */
  readonly isAllowedOrigin: (origin: string | undefined) => boolean;
  /** Whose forwarded headers count; nobody's when absent. */
  readonly proxies?: Proxies;
  /** Whether host and scheme as a trusted proxy forwards them name us. */
  readonly isHostForwarded?: boolean;
  /** Told the status of every answer. */
  readonly observeRequest?: (status: number) => void;
  /** Filled by the socket route, read when the upgrade is done. */
  readonly tickets: Tickets;
}

/** Largest request body, bytes, of routes that take no file. */
const MAX_BODY_BYTES = 256 * 1024;

const API_DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Sommet',
    version: '1',
    description:
      'What is published can be read by anybody, from any site, without an account; the rest is for the screens of this server.',
  },
} as const;

/** The API, typed for the client. */
function createApi(parts: Parts, doors: Doors) {
  return createRouter()
    .route('/', healthRoutes(parts))
    .route('/', sessionRoutes(parts, doors))
    .route('/', browserPinRoutes(parts, doors))
    .route('/', passwordMailRoutes(parts, doors))
    .route('/', joinRoutes(parts, doors))
    .route('/', hackathonRoutes(parts, doors))
    .route('/', rosterRoutes(parts, doors))
    .route('/', importRoutes(parts))
    .route('/', improvementRoutes(parts))
    .route('/', templateRoutes(parts))
    .route('/', documentRoutes(parts))
    .route('/', imageRoutes(parts, doors))
    .route('/', invitationRoutes(parts))
    .route('/', lookupRoutes(parts))
    .route('/', historyRoutes(parts))
    .route('/', noteRoutes(parts))
    .route('/', signatoryRoutes(parts))
    .route('/', commitmentRoutes(parts, doors))
    .route('/', visitRoutes(parts))
    .route('/', catalogueRoutes(parts, doors))
    .route('/', recordDecisionRoutes(parts))
    .route('/', exportRoutes(parts, doors))
    .route('/', pushRoutes(parts))
    .route('/', liveRoutes(parts))
    .route('/', wallRoutes(parts, doors))
    .route('/', wallRemoteRoutes(parts, doors))
    .route('/', controlRoutes(parts))
    .route('/', closingRoutes(parts, doors))
    .route('/', privacyRoutes(parts, doors))
    .route('/', socketRoutes(parts, doors));
}

/** Everything under `/api`, with its guards. */
export function createApp(parts: Parts, doors: Doors) {
  const app = createRouter();
  app.use(requestLog(parts.log, doors.observeRequest ?? (() => {})));
  app.use(readForwarded(doors.proxies ?? createProxies([])));
  app.use(securityHeaders(doors));
  app.use('/api/*', refuseCrossSite(doors));
  // Boards and lists shrink to a tenth; event streams stay as they are, or they would be held back.
  app.use('/api/*', compress({ contentTypeFilter: /^(application\/(ld\+)?json|text\/csv)/ }));
  app.use('/api/*', openPublicReads());
  app.use('/api/*', exceptPublicReads(authenticate(parts, doors)));
  const limitBody = limitBodyTo(MAX_BODY_BYTES);
  const limitFile = limitBodyTo(MAX_IMPORT_BODY_BYTES);
  const limitImage = limitBodyTo(MAX_IMAGE_BODY_BYTES);
  app.use('/api/*', (c, next) => {
    const { path } = c.req;
    const limitLarge = takesFiles(path) ? limitFile : takesImage(path) ? limitImage : null;
    if (limitLarge === null) return limitBody(c, next);
    // Before a byte of it is read: strangers could keep the server busy with megabytes.
    requireActor(c);
    return limitLarge(c, next);
  });
  app.use('/api/*', async (c, next) => {
    await next();
    // Answers depend on the cookie; a shared cache must not mix people up.
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache');
  });
  const withApi = app.route('/api', createApi(parts, doors));
  app.doc31('/api/openapi.json', API_DOCUMENT);
  app.get(
    '/api/docs',
    apiPage(doors, () => app.getOpenAPI31Document(API_DOCUMENT)),
  );
  app.all('/api/*', () => {
    throw notFound('address');
  });
  app.onError(createErrorHandler(parts.log));
  return withApi;
}

/** The type the client's `hc` reads. */
export type AppType = ReturnType<typeof createApp>;

function limitBodyTo(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError(413, 'too_large', `At most ${maxSize} bytes can be sent.`);
    },
  });
}
