// Commitments of signatories from outside over HTTP: the link somebody is sent, and what they confirm
// once they came by it.
import { z } from '@hono/zod-openapi';
import {
  claimSignatoryLinkRequest,
  commitmentView,
  confirmCommitmentRequest,
  signatoryLinkAnswer,
  signatoryLinkView,
} from '../../../shared/api/commitments.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Commitments } from '../../documents/commitments.ts';
import type { Documents } from '../../documents/documents.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { AppError } from '../errors.ts';
import type { CookieOptions } from '../session-cookie.ts';
import { requireDocument } from './document-subjects.ts';
import { beginSession } from './session.ts';

interface CommitmentParts {
  readonly accounts: Accounts;
  readonly documents: Documents;
  readonly commitments: Commitments;
}

const byToken = { params: z.object({ token: z.string().max(100) }) };
const mine = z.object({ commitments: z.array(commitmentView) });

const makeLink = defineRoute('document:invite', {
  method: 'post',
  path: '/documents/{id}/signatories/{signatoryId}/link',
  summary: 'Make a one-time link for the person who speaks for a signatory',
  request: { params: z.object({ id: z.string().max(120), signatoryId: z.string().max(120) }) },
  responses: { 201: json(signatoryLinkAnswer, 'The link.'), ...errors(401, 403, 404, 422) },
});

const peekLink = defineRoute('public', {
  method: 'get',
  path: '/signatory-links/{token}',
  summary: 'For whom a signatory’s link is, without using it',
  request: byToken,
  responses: { 200: json(signatoryLinkView, 'It still works.'), ...errors(410) },
});

const claimLink = defineRoute('public', {
  method: 'post',
  path: '/signatory-links/{token}',
  summary: 'Speak for a signatory; signs in as a guest when nobody is signed in',
  request: { ...byToken, body: { ...json(claimSignatoryLinkRequest), required: true } },
  responses: { 204: { description: 'Done.' }, ...errors(403, 409, 410, 422) },
});

const listMine = defineRoute('signed-in', {
  method: 'get',
  path: '/person/commitments',
  summary: 'What I speak for in collective actions',
  request: { query: z.object({ language: z.string().max(20).optional() }) },
  responses: { 200: json(mine, 'By title.'), ...errors(401) },
});

const confirm = defineRoute('signed-in', {
  method: 'post',
  path: '/person/commitments/{documentId}/{signatoryId}/confirm',
  summary: 'Confirm the words of a commitment I speak for',
  request: {
    params: z.object({ documentId: z.string().max(120), signatoryId: z.string().max(120) }),
    body: { ...json(confirmCommitmentRequest), required: true },
  },
  responses: { 200: json(mine, 'As it is now.'), ...errors(401, 403, 404, 409, 422) },
});

/** The routes of commitments. */
export function commitmentRoutes(
  parts: CommitmentParts,
  doors: CookieOptions & { publicUrl(): string },
) {
  const { accounts, documents, commitments } = parts;

  function languagesOf(personId: string, asked?: string): string[] {
    const own = accounts.people.get(personId)?.language;
    return [asked, own, 'en'].filter((language) => language !== undefined);
  }

  return createRouter()
    .openapi(makeLink, (c) => {
      const { id, signatoryId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'invite', id);
      const { token, expiresAt } = commitments.invite(document, signatoryId, actor);
      return c.json({ url: `${doors.publicUrl()}/speak/${token}`, expiresAt }, 201);
    })
    .openapi(peekLink, (c) => {
      const { signatory, title, hackathonName, invitedBy, expiresAt } = commitments.peek(
        c.req.valid('param').token,
      );
      const { kind, country, organisation } = signatory;
      return c.json(
        { kind, country, organisation, title, hackathonName, invitedBy, expiresAt },
        200,
      );
    })
    .openapi(claimLink, async (c) => {
      const { token } = c.req.valid('param');
      const { name, language } = c.req.valid('json');
      const actor = c.get('actor');
      if (actor !== null) {
        commitments.claim(token, { actor });
        return c.body(null, 204);
      }
      if (name === undefined) {
        throw new AppError(422, 'invalid_request', 'Say your name.');
      }
      await beginSession(c, parts, doors, commitments.claim(token, { name, language }));
      return c.body(null, 204);
    })
    .openapi(listMine, (c) => {
      const actor = requireActor(c);
      const languages = languagesOf(actor.personId, c.req.valid('query').language);
      return c.json({ commitments: commitments.listOf(actor, languages) }, 200);
    })
    .openapi(confirm, (c) => {
      const actor = requireActor(c);
      const { documentId, signatoryId } = c.req.valid('param');
      commitments.confirm(actor, documentId, signatoryId, c.req.valid('json').commitment);
      const list = commitments.listOf(actor, languagesOf(actor.personId));
      return c.json({ commitments: list }, 200);
    });
}
