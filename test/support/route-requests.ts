// How a test asks each route of the running app: paths, bodies as they should be, and the things they
// name. The routes are read from the app itself; a route that needs more than an id has its line here.
import { createHash } from 'node:crypto';
import { finished } from '../../server/exporters/pace.ts';
import { bundleBody, toolboxBundle } from '../../server/exporters/toolbox-bundle.ts';
import { createApp, type Doors } from '../../server/http/app.ts';
import { createId } from '../../shared/ids.ts';
import { type AccessWorld, createAccessWorld } from './access-world.ts';
import { toolSeed } from './entries.ts';
import type { TestServer } from './server.ts';

/** A route of the API. */
export interface Route {
  /** Such as `post /documents/{id}/finalise`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly rule: string;
}

/** The app over the parts of a running server. */
export function createAppOf(server: TestServer) {
  const doors: Doors = {
    publicUrl: () => server.url,
    isHttps: false,
    isAllowedOrigin: () => true,
    tickets: new WeakMap(),
  };
  return createApp(server.parts, doors);
}

/** Every route that the OpenAPI description has. */
export function documentedRoutes(server: TestServer): Route[] {
  const { paths = {} } = createAppOf(server).getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '', version: '' },
  });
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { 'x-rule'?: string }>).map(([method, operation]) => ({
      key: `${method} ${path.replace(/^\/api/, '')}`,
      method: method.toUpperCase(),
      path,
      rule: operation['x-rule'] ?? '',
    })),
  );
}

/** A path of a route, with what else it needs besides the id its rule is about. */
const PATHS: Readonly<Record<string, (world: Things) => string>> = {
  'post /hackathons/{id}/copy': ({ hackathonId }) => `/hackathons/${hackathonId}/copy`,
  'post /codes/{code}/rotate': ({ spareCode }) => `/codes/${spareCode}/rotate`,
  'delete /codes/{code}': ({ code }) => `/codes/${code}`,
  'get /people/{id}/export': ({ somebodyId }) => `/people/${somebodyId}/export`,
  'delete /people/{id}': ({ somebodyId }) => `/people/${somebodyId}`,
  'delete /wall-links/{id}': ({ wallLinkId }) => `/wall-links/${wallLinkId}`,
  'patch /wall-links/{id}': ({ wallLinkId }) => `/wall-links/${wallLinkId}`,
  'patch /wall-links/{id}/programme': ({ wallLinkId }) => `/wall-links/${wallLinkId}/programme`,
  'delete /wall-links/{id}/programme': ({ wallLinkId }) => `/wall-links/${wallLinkId}/programme`,
  'post /hackathons/{id}/people/{personId}/reset-link': ({ hackathonId, accountId }) =>
    `/hackathons/${hackathonId}/people/${accountId}/reset-link`,
  'delete /hackathons/{id}/facilitators/{personId}': ({ hackathonId, helperId }) =>
    `/hackathons/${hackathonId}/facilitators/${helperId}`,
  'delete /teams/{id}/members/{personId}': ({ spareTeamId, helperId }) =>
    `/teams/${spareTeamId}/members/${helperId}`,
  'post /teams/{id}/members/{personId}/move': ({ spareTeamId, accountId }) =>
    `/teams/${spareTeamId}/members/${accountId}/move`,
  'post /teams/{id}/merge': ({ spareTeamId }) => `/teams/${spareTeamId}/merge`,
  'delete /teams/{teamId}/join-requests/{documentId}': ({ teamId, documentId }) =>
    `/teams/${teamId}/join-requests/${documentId}`,
  'delete /teams/{teamId}/invitations/{documentId}': ({ teamId, documentId }) =>
    `/teams/${teamId}/invitations/${documentId}`,
  'get /hackathons/{id}/exports/collective-actions/{format}': ({ hackathonId }) =>
    `/hackathons/${hackathonId}/exports/collective-actions/md`,
  'get /hackathons/{id}/pushes/{pushId}': ({ hackathonId, push }) =>
    `/hackathons/${hackathonId}/pushes/${push('stopped')}`,
  'get /hackathons/{id}/pushes/{pushId}/receipts.csv': ({ hackathonId, push }) =>
    `/hackathons/${hackathonId}/pushes/${push('stopped')}/receipts.csv`,
  'post /hackathons/{id}/pushes/{pushId}/resume': ({ hackathonId, push }) =>
    `/hackathons/${hackathonId}/pushes/${push('stopped')}/resume`,
  'post /hackathons/{id}/pushes/{pushId}/stop': ({ hackathonId, push }) =>
    `/hackathons/${hackathonId}/pushes/${push('running')}/stop`,
  'get /hackathons/{id}/logo/{hash}': ({ hackathonId }) => `/hackathons/${hackathonId}/logo/none`,
  'delete /announcements/{id}': ({ announcementId }) => `/announcements/${announcementId}`,
  'put /announcements/{id}/shown': ({ announcementId }) => `/announcements/${announcementId}/shown`,
  'put /announcements/{id}/opened': ({ spotlightId }) => `/announcements/${spotlightId}/opened`,
  'delete /rehearsals/{id}': ({ hackathonId }) => `/rehearsals/${hackathonId}`,
  'get /documents/{id}/diff-since': ({ documentId }) => `/documents/${documentId}/diff-since?seq=0`,
  'put /documents/{id}/signatories/{signatoryId}/person': ({ documentId }) =>
    `/documents/${documentId}/signatories/government:FR/person`,
  'post /documents/{id}/signatories/{signatoryId}/link': ({ documentId }) =>
    `/documents/${documentId}/signatories/government:FR/link`,
  'post /documents/{id}/signatories/{signatoryId}/confirm': ({ documentId }) =>
    `/documents/${documentId}/signatories/government:FR/confirm`,
  'post /documents/{id}/notes/{threadId}/seen': ({ documentId, threadId }) =>
    `/documents/${documentId}/notes/${threadId}/seen`,
  'post /documents/{id}/notes/{threadId}': ({ documentId, threadId }) =>
    `/documents/${documentId}/notes/${threadId}`,
  'patch /documents/{id}/notes/{threadId}': ({ documentId, threadId }) =>
    `/documents/${documentId}/notes/${threadId}`,
  'patch /documents/{id}/notes/{threadId}/{noteId}': ({ documentId, threadId, noteId }) =>
    `/documents/${documentId}/notes/${threadId}/${noteId}`,
  'delete /documents/{id}/notes/{threadId}/{noteId}': ({ documentId, threadId, noteId }) =>
    `/documents/${documentId}/notes/${threadId}/${noteId}`,
  'delete /documents/{id}/invitations/{teamId}': ({ documentId, spareTeamId }) =>
    `/documents/${documentId}/invitations/${spareTeamId}`,
  'post /documents/{id}/join-requests/{teamId}': ({ documentId, spareTeamId }) =>
    `/documents/${documentId}/join-requests/${spareTeamId}`,
  'get /hackathons/{id}/related': ({ hackathonId }) =>
    `/hackathons/${hackathonId}/related?kinds=tool`,
  'get /hackathons/{id}/search': ({ hackathonId }) => `/hackathons/${hackathonId}/search?q=a`,
  'post /records/{id}/improve': ({ recordId }) => `/records/${recordId}/improve`,
  'post /documents/{id}/versions/{versionId}/restore': ({ documentId, versionId }) =>
    `/documents/${documentId}/versions/${versionId}/restore`,
};

/** A file with one entry. */
const ONE_ROW = { name: 'one.csv', base64: Buffer.from('Name\nOwner').toString('base64') };

/** The smallest picture there is. */
const DOT = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Bodies that are as expected, so that only the right decides. */
export const BODIES: Readonly<Record<string, (world: Things) => unknown>> = {
  'put /session/pin': () => ({ pin: '2580' }),
  'post /hackathons': () => ({ name: 'Another', startsAt: 1, endsAt: 2 }),
  'post /hackathons/{id}/copy': () => ({ name: 'Another', startsAt: 1 }),
  'patch /hackathons/{id}': () => ({ reviewRequired: false }),
  'post /hackathons/{id}/teams': () => ({ name: 'Owner' }),
  'put /hackathons/{id}/retention': () => ({ guestRetentionDays: 30 }),
  'put /hackathons/{id}/logo': () => ({ png: null }),
  'put /hackathons/{id}/stages': () => ({ stages: [{ name: 'Ideas', endsAt: 1 }] }),
  'post /teams/{id}/imports/preview': () => ({ file: ONE_ROW }),
  'post /teams/{id}/imports': () => ({ file: ONE_ROW, key: createId(), choices: {} }),
  'post /hackathons/{id}/imports/preview': () => ({ file: ONE_ROW }),
  'post /hackathons/{id}/imports': () => ({ file: ONE_ROW, key: createId(), choices: {} }),
  'post /records/{id}/improve': ({ teamId }) => ({ teamId, alongside: true }),
  'put /hackathons/{id}/templates': () => ({ templates: [] }),
  'patch /teams/{id}': () => ({ name: 'Owner' }),
  'post /hackathons/{id}/codes': () => ({}),
  // To the same team: refused for that alone, so that it can be asked again and again.
  'post /teams/{id}/members/{personId}/move': ({ spareTeamId }) => ({ toTeamId: spareTeamId }),
  'post /teams/{id}/merge': ({ spareTeamId }) => ({ intoTeamId: spareTeamId }),
  'post /hackathons/{id}/pushes': ({ bundleHash }) => ({ bundleHash: bundleHash() }),
  'post /hackathons/{id}/pushes/{pushId}/resume': () => ({}),
  'patch /hackathons/{id}/wall-programme': () => ({ hall: 'dark' }),
  'patch /wall-links/{id}': () => ({ name: 'Foyer' }),
  'patch /wall-links/{id}/programme': () => ({ hall: 'dark' }),
  'post /hackathons/{id}/announcements': () => ({ text: 'Lunch' }),
  'post /hackathons/{id}/spotlight': ({ documentId }) => ({ documentId }),
  'post /rehearsals': () => ({
    name: 'Rehearsal',
    startsAt: 1,
    endsAt: 2,
    languages: ['en'],
    teams: ['Bots'],
  }),
  'post /teams/{teamId}/documents': () => ({ kind: 'tool' }),
  'post /documents/{id}/finalise': () => ({}),
  'post /documents/{id}/images': () => ({ base64: DOT }),
  'post /documents/{id}/return': () => ({ note: 'A little more, please.' }),
  'put /documents/{id}/signatories/{signatoryId}/person': () => ({ personId: null }),
  'post /person/commitments/{documentId}/{signatoryId}/confirm': () => ({ commitment: '' }),
  'post /documents/{id}/visit': () => ({ unseen: [] }),
  'post /documents/{id}/notes': () => ({ field: 'name', text: 'Is this the official name?' }),
  'post /documents/{id}/notes/{threadId}': () => ({ text: 'Yes.' }),
  'patch /documents/{id}/notes/{threadId}': () => ({ isResolved: true }),
  // Somebody else's: refused for that alone.
  'patch /documents/{id}/notes/{threadId}/{noteId}': () => ({ text: 'No.' }),
  'post /documents/{id}/invitations': ({ invitedTeamId }) => ({ teamId: invitedTeamId }),
  'post /documents/{id}/adapt': ({ likeId }) => ({ from: `document:${likeId}` }),
  'post /documents/{id}/not-the-same': () => ({ ids: ['nobody'], reason: 'Another thing.' }),
  'post /teams/{teamId}/join-requests': ({ documentId }) => ({ documentId }),
  'post /documents/{id}/join-requests/{teamId}': () => ({ isAccepted: false }),
  'post /documents/{id}/versions': () => ({ name: 'Before lunch' }),
};

/** The world of the access matrix, with one of each thing a route can name. */
export interface Things extends AccessWorld {
  readonly code: string;
  readonly wallLinkId: string;
  readonly announcementId: string;
  /** An announcement that asks to look at the document. */
  readonly spotlightId: string;
  readonly versionId: string;
  readonly threadId: string;
  /** In that thread, by nobody in the cast. */
  readonly noteId: string;
  /** Nobody in the cast: erasing changes nothing for the others. */
  readonly somebodyId: string;
  readonly spareCode: string;
  /** A team of the hackathon with nothing but two people in it. */
  readonly spareTeamId: string;
  /** In the spare team, with an account. */
  readonly accountId: string;
  /** In the spare team, and a facilitator. */
  readonly helperId: string;
  /** Of a published tool. */
  readonly recordId: string;
  /** Another document of the kind of the one that is asked about. */
  readonly likeId: string;
  /** What a push would send now. */
  readonly bundleHash: () => string;
  /** The one push there is, put into this state. */
  readonly push: (state: 'running' | 'stopped') => string;
}

/** Makes the things in a running server. */
export async function openThings(server: TestServer): Promise<Things> {
  const world = await createAccessWorld(server);
  const { accounts, documents, hackathons, notes, versions } = server.parts;
  const { hackathonId, documentId } = world;
  const spareTeamId = hackathons.teams.create(hackathonId, { name: 'Spare' }, null).id;
  const teamIds = [spareTeamId];
  const account = await server.signUp({ name: 'Account', teamIds });
  await accounts.people.setCredentials(account.personId, {
    email: 'account@example.org',
    password: 'a long enough password',
  });
  const helper = await server.signUp({ name: 'Helper', facilitates: [hackathonId], teamIds });
  server.parts.documents.askToJoin(documentId, spareTeamId, helper.personId);
  const lead = accounts.actor(helper.personId);
  const published = server.createDocument(spareTeamId, 'tool', toolSeed());
  const thread = notes.begin(
    documents.require(documentId),
    { field: null, text: 'What is this?', mentions: [] },
    accounts.actor(account.personId),
  );
  return {
    ...world,
    recordId: server.parts.lifecycle.finalise(published, lead).recordId,
    likeId: server.createDocument(spareTeamId, 'collective-action', { name: 'Alike' }),
    code: hackathons.codes.list(hackathonId)[0]!.code,
    wallLinkId: hackathons.wallLinks.create(hackathonId).id,
    announcementId: hackathons.announcements.create(hackathonId, 'Hello', null).id,
    spotlightId: hackathons.announcements.spotlight(
      { id: documentId, hackathonId, title: 'Look' },
      null,
    ).id,
    spareCode: hackathons.codes.create(hackathonId, { teamId: null }, null).code,
    spareTeamId,
    accountId: account.personId,
    helperId: helper.personId,
    threadId: thread.id,
    noteId: thread.notes[0]!.id,
    somebodyId: accounts.people.createGuest({ name: 'Somebody', language: 'en' }).id,
    bundleHash: () => {
      const { bundle } = finished(toolboxBundle(server.parts.catalogue.published(null)));
      return createHash('sha256')
        .update(finished(bundleBody(bundle)))
        .digest('hex');
    },
    push: createPushOf(server, hackathonId),
    versionId: versions.create(documentId, { cause: 'named', name: 'One', by: null }).id,
  };
}

/** Replaces every push by one in a state, to a toolbox nobody configured. */
function createPushOf({ parts }: TestServer, hackathonId: string) {
  const clear = parts.db.prepare('DELETE FROM push');
  const insert = parts.db.prepare<[string, string, string]>(
    `INSERT INTO push (id, hackathonId, toolbox, account, state, step, dueAt, startedAt, bundleHash,
       bundle, bundleBytes)
     VALUES (?, ?, 'http://toolbox.example', 'sommet', ?, 'check', 9e15, 1, '', x'', 0)`,
  );
  return (state: 'running' | 'stopped') => {
    const id = createId();
    clear.run();
    insert.run(id, hackathonId, state);
    return id;
  };
}

/** The address of a route about these things. */
export function pathOf({ key, path, rule }: Route, things: Things): string {
  const special = PATHS[key];
  if (special !== undefined) return `/api${special(things)}`;
  const [type] = rule.split(':');
  const id = { hackathon: things.hackathonId, team: things.teamId, document: things.documentId }[
    type as string
  ];
  return path.replace(/\{(id|teamId)\}/, id ?? '');
}
