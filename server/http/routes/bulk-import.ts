// Bringing teams and entries along from a spreadsheet.

import { z } from '@hono/zod-openapi';
import { importAnswer, importRequest } from '../../../shared/api/hackathons.ts';
import type { BulkImport } from '../../documents/bulk-import.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireHackathon } from './hackathon-subjects.ts';

const importWork = defineRoute('hackathon:facilitate', {
  method: 'post',
  path: '/hackathons/{id}/import',
  summary: 'Bring teams and entries in from a CSV table, or see what it would bring',
  description: 'Columns team, kind, name, summary, in any order; only team is needed.',
  request: {
    params: z.object({ id: z.string().max(120) }),
    body: { ...json(importRequest), required: true },
  },
  responses: {
    200: json(importAnswer, 'Row by row what is new, known or wrong.'),
    ...errors(401, 403, 404, 409, 422),
  },
});

/** The route of `/hackathons/:id/import`. */
export function bulkImportRoutes({
  hackathons,
  bulkImport,
}: {
  hackathons: Hackathons;
  bulkImport: BulkImport;
}) {
  return createRouter().openapi(importWork, (c) => {
    const { id } = c.req.valid('param');
    const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
    const { csv, language, write } = c.req.valid('json');
    if (write && hackathon.state === 'closed') {
      throw new AppError(409, 'hackathon_closed', 'This hackathon is over.');
    }
    const by = actor.personId;
    return c.json(bulkImport.run(hackathon, csv, { language, write, by }), 200);
  });
}
