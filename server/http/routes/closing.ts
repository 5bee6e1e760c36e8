// The end of a hackathon: its film and credits for walls and participants, and receipts of what each
// person did.
import { z } from '@hono/zod-openapi';
import { type ClosingView, closingView, receiptView } from '../../../shared/api/closing.ts';
import { brandOf } from '../../../shared/brand.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { ReceiptFact } from '../../live/credits.ts';
import type { Live } from '../../live/live.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { notFound } from '../errors.ts';
import { requireHackathon } from './hackathon-subjects.ts';

const byId = { params: z.object({ id: z.string().max(120) }) };
const receipts = z.object({ receipts: z.array(receiptView) });

const wallClosing = defineRoute('public', {
  method: 'get',
  path: '/wall/{token}/closing',
  summary: 'The film of a hackathon and its credits, for its walls',
  request: { params: z.object({ token: z.string().max(100) }) },
  responses: { 200: json(closingView, 'The closing.'), ...errors(404) },
});

const closing = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/closing',
  summary: 'The film of a hackathon and its credits',
  request: byId,
  responses: { 200: json(closingView, 'The closing.'), ...errors(401, 404) },
});

const ownReceipts = defineRoute('signed-in', {
  method: 'get',
  path: '/person/receipts',
  summary: 'What I did, by hackathon',
  responses: { 200: json(receipts, 'The newest hackathon first.'), ...errors(401) },
});

const allReceipts = defineRoute('hackathon:facilitate', {
  method: 'get',
  path: '/hackathons/{id}/receipts',
  summary: 'A receipt for everybody who took part, to print',
  request: byId,
  responses: { 200: json(receipts, 'By name.'), ...errors(401, 403, 404) },
});

const verify = defineRoute('public', {
  method: 'get',
  path: '/receipts/{hackathonId}/{personId}/{issuedAt}/{hash}',
  summary: 'Whether a receipt is genuine',
  request: {
    params: z.object({
      hackathonId: z.string().max(60),
      personId: z.string().max(60),
      issuedAt: z.coerce.number().int().min(0),
      hash: z.string().max(64),
    }),
  },
  responses: {
    200: json(
      z.object({ name: z.string(), hackathonName: z.string(), entries: z.number() }),
      'It is.',
    ),
    ...errors(404, 422),
  },
});

/** The routes; `publicUrl` stands in links and on paper. */
export function closingRoutes(
  {
    live,
    hackathons,
    now,
  }: { readonly live: Live; readonly hackathons: Hackathons; now(): number },
  { publicUrl }: { publicUrl(): string },
) {
  async function read(hackathonId: string): Promise<ClosingView> {
    const lapse = await live.timeLapse(hackathonId);
    const state = live.wall(hackathonId);
    if (state === null) throw notFound('hackathon');
    const { hackathon, totals } = state.content;
    return {
      hackathon,
      totals,
      lapse,
      credits: live.credits.credits(hackathonId),
      catalogueUrl: `${publicUrl()}/catalogue`,
    };
  }

  function toReceiptView({ hackathon, entries, ...fact }: ReceiptFact) {
    const { id, slug, name, place, startsAt, endsAt, timeZone } = hackathon;
    const proof = [id, fact.personId, fact.issuedAt, fact.hash].join('/');
    return {
      ...fact,
      hackathon: { id, slug, name, place, startsAt, endsAt, timeZone, ...brandOf(hackathon) },
      entries: entries.map(({ path, ...entry }) => ({ ...entry, url: `${publicUrl()}${path}` })),
      verifyUrl: `${publicUrl()}/receipts/${proof}`,
    };
  }

  return createRouter()
    .openapi(wallClosing, async (c) => {
      const link = hackathons.wallLinks.resolve(c.req.valid('param').token);
      if (link === null) throw notFound('wall');
      return c.json(await read(link.hackathonId), 200);
    })
    .openapi(closing, async (c) => {
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'read', id);
      return c.json(await read(hackathon.id), 200);
    })
    .openapi(ownReceipts, (c) => {
      const { personId } = requireActor(c);
      const found = live.credits.hackathonsOf(personId).flatMap((id) => {
        const hackathon = hackathons.get(id);
        return (hackathon && live.credits.receipt(hackathon, personId, now())) ?? [];
      });
      return c.json({ receipts: found.map(toReceiptView) }, 200);
    })
    .openapi(allReceipts, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'facilitate', id);
      const found = live.credits.receipts(hackathon, now());
      return c.json({ receipts: found.map(toReceiptView) }, 200);
    })
    .openapi(verify, (c) => {
      const { hackathonId, personId, issuedAt, hash } = c.req.valid('param');
      const hackathon = hackathons.get(hackathonId);
      const receipt = hackathon && live.credits.receipt(hackathon, personId, issuedAt);
      if (receipt === null || receipt.hash !== hash) throw notFound('receipt');
      const { name, entries } = receipt;
      return c.json({ name, hackathonName: receipt.hackathon.name, entries: entries.length }, 200);
    });
}
