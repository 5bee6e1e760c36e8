// Other teams in a document: inviting them, taking that back, and what they ask for themselves.
import { z } from '@hono/zod-openapi';
import { documentView, inviteTeamRequest } from '../../../shared/api/documents.ts';
import {
  answerJoinRequest,
  askToJoinAnswer,
  askToJoinRequest,
} from '../../../shared/api/lookup.ts';
import { teamView } from '../../../shared/api/teams.ts';
import { type Actor, can } from '../../../shared/roles.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { type TeamRow, toTeamView } from '../../hackathons/rows.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { requireDocument } from './document-subjects.ts';
import { requireHackathon, requireTeam } from './hackathon-subjects.ts';

const byId = { params: z.object({ id: z.string().max(120) }) };
const ofTeam = {
  params: z.object({ teamId: z.string().max(120), documentId: z.string().max(120) }),
};
const byTeam = { params: z.object({ id: z.string().max(120), teamId: z.string().max(120) }) };
const asItIsNow = json(documentView, 'The document as it is now.');

const listTeams = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/teams',
  summary: 'The teams of a hackathon, to choose from',
  request: byId,
  responses: {
    200: json(z.object({ teams: z.array(teamView) }), 'The oldest first.'),
    ...errors(401, 404),
  },
});

const invite = defineRoute('document:invite', {
  method: 'post',
  path: '/documents/{id}/invitations',
  summary: 'Let another team of the hackathon write too',
  request: { ...byId, body: { ...json(inviteTeamRequest), required: true } },
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

const uninvite = defineRoute('document:invite', {
  method: 'delete',
  path: '/documents/{id}/invitations/{teamId}',
  summary: 'Take an invitation back',
  request: byTeam,
  responses: { 200: asItIsNow, ...errors(401, 403, 404) },
});

const askToJoin = defineRoute('team:create-document', {
  method: 'post',
  path: '/teams/{teamId}/join-requests',
  summary: 'Ask that this team may write in another team’s document',
  request: {
    params: z.object({ teamId: z.string().max(120) }),
    body: { ...json(askToJoinRequest), required: true },
  },
  responses: {
    200: json(askToJoinAnswer, 'Asked; or in at once, for whoever may decide it.'),
    ...errors(401, 403, 404, 422),
  },
});

const stopAsking = defineRoute('team:step-back', {
  method: 'delete',
  path: '/teams/{teamId}/join-requests/{documentId}',
  summary: 'Take back what this team asked for, while nobody answered it',
  request: ofTeam,
  responses: { 200: asItIsNow, ...errors(401, 403, 404) },
});

const leave = defineRoute('team:step-back', {
  method: 'delete',
  path: '/teams/{teamId}/invitations/{documentId}',
  summary: 'Leave another team’s document; what was written stays',
  request: ofTeam,
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 409) },
});

const answerJoin = defineRoute('document:invite', {
  method: 'post',
  path: '/documents/{id}/join-requests/{teamId}',
  summary: 'Let a team in that asked, or say no',
  request: { ...byTeam, body: { ...json(answerJoinRequest), required: true } },
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

/** The routes. */
export function invitationRoutes({
  documents,
  hackathons,
}: {
  readonly documents: Documents;
  readonly hackathons: Hackathons;
}) {
  /** A document that somebody of this team names, of their own hackathon (AC2). */
  function requireNamed(documentId: string, team: TeamRow, actor: Actor) {
    const document = documents.require(documentId);
    const subject = documents.subject(document);
    if (document.hackathonId !== team.hackathonId || !can(actor, 'read', subject)) {
      throw notFound('document');
    }
    return { document, subject };
  }

  return createRouter()
    .openapi(listTeams, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      return c.json({ teams: hackathons.teams.list(hackathon.id).map(toTeamView) }, 200);
    })
    .openapi(invite, (c) => {
      const { document, actor } = requireDocument(c, documents, 'invite', c.req.valid('param').id);
      documents.invite(document.id, c.req.valid('json').teamId, actor.personId);
      return c.json(documents.view(document.id, actor), 200);
    })
    .openapi(uninvite, (c) => {
      const { id, teamId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'invite', id);
      documents.uninvite(document.id, teamId);
      return c.json(documents.view(document.id, actor), 200);
    })
    .openapi(askToJoin, (c) => {
      const { teamId } = c.req.valid('param');
      const { team, actor } = requireTeam(c, hackathons, 'create-document', teamId);
      const { document, subject } = requireNamed(c.req.valid('json').documentId, team, actor);
      if ([subject.teamId, ...subject.invitedTeamIds].includes(team.id)) {
        return c.json({ outcome: 'joined' as const }, 200);
      }
      // Nobody has to ask themselves.
      if (can(actor, 'invite', subject)) {
        documents.invite(document.id, team.id, actor.personId);
        return c.json({ outcome: 'joined' as const }, 200);
      }
      documents.askToJoin(document.id, team.id, actor.personId);
      const isOpen = documents.joinRequest(document.id, team.id)?.declinedAt === null;
      return c.json({ outcome: isOpen ? ('asked' as const) : ('declined' as const) }, 200);
    })
    .openapi(stopAsking, (c) => {
      const { teamId, documentId } = c.req.valid('param');
      const { team, actor } = requireTeam(c, hackathons, 'step-back', teamId);
      const { document } = requireNamed(documentId, team, actor);
      documents.stopAsking(document.id, team.id);
      return c.json(documents.view(document.id, actor), 200);
    })
    .openapi(leave, (c) => {
      const { teamId, documentId } = c.req.valid('param');
      const { team, actor } = requireTeam(c, hackathons, 'step-back', teamId);
      const { document } = requireNamed(documentId, team, actor);
      if (document.teamId === team.id) {
        throw new AppError(409, 'own_document', 'A document stays with its own team.');
      }
      documents.uninvite(document.id, team.id);
      return c.json(documents.view(document.id, actor), 200);
    })
    .openapi(answerJoin, (c) => {
      const { id, teamId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'invite', id);
      const { isAccepted } = c.req.valid('json');
      documents.answerJoin(document.id, teamId, isAccepted, actor.personId);
      return c.json(documents.view(document.id, actor), 200);
    });
}
