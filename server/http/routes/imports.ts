// Bringing entries in from a file: a look first, then the import, its receipt, and taking it back.
// Files travel as JSON like everything else that changes something (AC4), so in base64.
import { z } from '@hono/zod-openapi';
import {
  importPreview,
  importPreviewRequest,
  importReceipt,
  importRequest,
  importSummary,
  undoAnswer,
} from '../../../shared/api/imports.ts';
import { MAX_IMPORT_BYTES } from '../../../shared/import-size.ts';
import { type Actor, can } from '../../../shared/roles.ts';
import type { ImportFile, ImportPlace, Imports } from '../../documents/imports.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { HackathonRow } from '../../hackathons/rows.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { forbidden, notFound } from '../errors.ts';
import { requireHackathon, requireTeam } from './hackathon-subjects.ts';

/** Largest body of an import, bytes: the file in base64, and the choices of five thousand rows. */
export const MAX_IMPORT_BODY_BYTES = Math.ceil(MAX_IMPORT_BYTES / 3) * 4 + 512 * 1024;

/** Whether a path takes files. */
export function takesFiles(path: string): boolean {
  return /^\/api\/(teams|hackathons)\/[^/]+\/imports(\/preview)?$/.test(path);
}

const byId = { params: z.object({ id: z.string().max(120) }) };
const shown = json(importPreview, 'Row by row what is new, known, alike or wrong.');
const received = json(importReceipt, 'The receipt; the same one when sent twice.');
const UNREADABLE =
  '422 import_unreadable carries {reason, row, column}: why, and where, the file cannot be read.';

const previewForTeam = defineRoute('team:create-document', {
  method: 'post',
  path: '/teams/{id}/imports/preview',
  summary: 'What a file would bring into a team',
  description: UNREADABLE,
  request: { ...byId, body: { ...json(importPreviewRequest), required: true } },
  responses: { 200: shown, ...errors(401, 403, 404, 422) },
});

const importForTeam = defineRoute('team:create-document', {
  method: 'post',
  path: '/teams/{id}/imports',
  summary: 'Bring a file into a team: every chosen row, or nothing',
  description: UNREADABLE,
  request: { ...byId, body: { ...json(importRequest), required: true } },
  responses: { 200: received, ...errors(401, 403, 404, 409, 422) },
});

const previewForAll = defineRoute('hackathon:facilitate', {
  method: 'post',
  path: '/hackathons/{id}/imports/preview',
  summary: 'What a file would bring whose rows name their teams',
  description: UNREADABLE,
  request: { ...byId, body: { ...json(importPreviewRequest), required: true } },
  responses: { 200: shown, ...errors(401, 403, 404, 422) },
});

const importForAll = defineRoute('hackathon:facilitate', {
  method: 'post',
  path: '/hackathons/{id}/imports',
  summary: 'Bring a file in whose rows name their teams; missing teams are made',
  description: UNREADABLE,
  request: { ...byId, body: { ...json(importRequest), required: true } },
  responses: { 200: received, ...errors(401, 403, 404, 409, 422) },
});

const listImports = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/imports',
  summary: 'The imports of a hackathon for facilitators; for others their own',
  request: byId,
  responses: {
    200: json(z.object({ imports: z.array(importSummary) }), 'Newest first.'),
    ...errors(401, 404),
  },
});

const getImport = defineRoute('signed-in', {
  method: 'get',
  path: '/imports/{id}',
  summary: 'The receipt of an import, row by row',
  request: byId,
  responses: { 200: received, ...errors(401, 404) },
});

const undoImport = defineRoute('signed-in', {
  method: 'post',
  path: '/imports/{id}/undo',
  summary: 'Take an import back; what people worked on since stays',
  request: byId,
  responses: { 200: json(undoAnswer, 'What went and what stayed.'), ...errors(401, 403, 404, 409) },
});

/** The routes of imports. */
export function importRoutes({
  hackathons,
  imports,
}: {
  hackathons: Hackathons;
  imports: Imports;
}) {
  /** An import for its own person and for facilitators; for others there is none. */
  function requireImport(actor: Actor, id: string): { hackathon: HackathonRow; leads: boolean } {
    const owner = imports.owner(id);
    const hackathon = owner === null ? null : hackathons.get(owner.hackathonId);
    if (owner === null || hackathon === null) throw notFound('import');
    const leads = canLead(actor, hackathon);
    if (!leads && owner.personId !== actor.personId) throw notFound('import');
    return { hackathon, leads };
  }

  return createRouter()
    .openapi(previewForTeam, async (c) => {
      const { place } = placeOfTeam(
        requireTeam(c, hackathons, 'create-document', c.req.valid('param').id),
      );
      return c.json(await imports.preview(place, fileOf(c.req.valid('json'))), 200);
    })
    .openapi(importForTeam, async (c) => {
      const { place, actor } = placeOfTeam(
        requireTeam(c, hackathons, 'create-document', c.req.valid('param').id),
      );
      const { key, choices, ...file } = c.req.valid('json');
      const order = { key, choices, by: actor.personId };
      return c.json(await imports.run(place, fileOf(file), order), 200);
    })
    .openapi(previewForAll, async (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'facilitate', c.req.valid('param').id);
      const place = { hackathon, teamId: null, namesTeams: true };
      return c.json(await imports.preview(place, fileOf(c.req.valid('json'))), 200);
    })
    .openapi(importForAll, async (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      const { key, choices, ...file } = c.req.valid('json');
      const place = { hackathon, teamId: null, namesTeams: true };
      const order = { key, choices, by: actor.personId };
      return c.json(await imports.run(place, fileOf(file), order), 200);
    })
    .openapi(listImports, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'read', id);
      const by = canLead(actor, hackathon) ? null : actor.personId;
      return c.json({ imports: imports.list(hackathon.id, by) }, 200);
    })
    .openapi(getImport, (c) => {
      const { id } = c.req.valid('param');
      requireImport(requireActor(c), id);
      return c.json(imports.get(id), 200);
    })
    .openapi(undoImport, (c) => {
      const actor = requireActor(c);
      const { id } = c.req.valid('param');
      const { hackathon, leads } = requireImport(actor, id);
      // After the end nothing moves any more, but for those who run it.
      if (!leads && hackathon.state !== 'open') throw forbidden();
      return c.json(imports.undo(id, actor.personId), 200);
    });
}

function canLead(actor: Actor, { id, state }: HackathonRow): boolean {
  return can(actor, 'facilitate', { type: 'hackathon', id, state });
}

/** Whoever leads may let rows name other teams; members bring things to their own. */
function placeOfTeam({ team, hackathon, actor }: ReturnType<typeof requireTeam>): {
  place: ImportPlace;
  actor: Actor;
} {
  const namesTeams = canLead(actor, hackathon);
  return { place: { hackathon, teamId: team.id, namesTeams }, actor };
}

function fileOf({ file, ...options }: z.infer<typeof importPreviewRequest>): ImportFile {
  return { ...options, name: file.name, bytes: Buffer.from(file.base64, 'base64') };
}
