// The world of the access matrix: one person of each kind, one document, and a way to put it and its
// hackathon into any state. What each person is to things is written down here by hand and not read
// from the server, so that `can()` and the server are compared and not the server with itself.
import type { Actor, DocumentState, HackathonState, Subject } from '../../shared/roles.ts';
import type { SignUp, TestPerson, TestServer } from './server.ts';

/** Somebody in the matrix; the public has no session. */
export interface Cast {
  readonly name: string;
  readonly actor: Actor | null;
  readonly person: TestPerson | null;
}

/** The world. */
export interface AccessWorld {
  readonly cast: readonly Cast[];
  readonly hackathonId: string;
  readonly teamId: string;
  readonly invitedTeamId: string;
  readonly documentId: string;
  /** Forces states, as no route would. */
  set(hackathonState: HackathonState, documentState: DocumentState): void;
  subjects(
    hackathonState: HackathonState,
    documentState: DocumentState,
  ): { [T in Subject['type']]?: Extract<Subject, { type: T }> };
}

/** Makes the world in a running server. */
export async function createAccessWorld(server: TestServer): Promise<AccessWorld> {
  const { hackathon, teams } = server.createHackathon({ teams: ['Owner', 'Invited', 'Other'] });
  const elsewhere = server.createHackathon({ name: 'Elsewhere', teams: ['Theirs'] });
  const teamId = (name: string) => teams.find((team) => team.name === name)!.id;
  const owner = teamId('Owner');
  const invited = teamId('Invited');
  const theirs = elsewhere.teams[0]!.id;
  // With a signatory, so that the routes of signatories have somebody to be about.
  const documentId = server.createDocument(owner, 'collective-action', {
    name: 'Open contracting',
    signatories: [{ kind: 'government', country: 'FR', organisation: '' }],
  });

  async function play(
    name: string,
    { isAdministrator = false, facilitates = [], teamIds = [] }: Omit<SignUp, 'name'>,
  ): Promise<Cast> {
    const person = await server.signUp({ name, isAdministrator, facilitates, teamIds });
    const actor: Actor = {
      personId: person.personId,
      isAdministrator,
      facilitates,
      teams: teamIds.map((id) => ({
        teamId: id,
        hackathonId: id === theirs ? elsewhere.hackathon.id : hackathon.id,
      })),
    };
    return { name, actor, person };
  }

  const cast: Cast[] = [
    { name: 'the public', actor: null, person: null },
    await play('somebody without a team', {}),
    await play('a member elsewhere', { teamIds: [theirs] }),
    await play('a facilitator elsewhere', { facilitates: [elsewhere.hackathon.id] }),
    await play('another team', { teamIds: [teamId('Other')] }),
    await play('an invited team', { teamIds: [invited] }),
    await play('the owning team', { teamIds: [owner] }),
    await play('a facilitator', { facilitates: [hackathon.id] }),
    await play('an administrator', { isAdministrator: true }),
  ];

  const facilitator = cast.find(({ name }) => name === 'a facilitator')!;
  server.parts.documents.invite(documentId, invited, facilitator.actor!.personId);

  const setHackathon = server.parts.db.prepare('UPDATE hackathon SET state = ? WHERE id = ?');
  const setDocument = server.parts.db.prepare('UPDATE document SET state = ? WHERE id = ?');
  return {
    cast,
    hackathonId: hackathon.id,
    teamId: owner,
    invitedTeamId: invited,
    documentId,
    set(hackathonState, documentState) {
      setHackathon.run(hackathonState, hackathon.id);
      setDocument.run(documentState, documentId);
      server.parts.rooms.refreshRights({ documentId });
    },
    subjects: (hackathonState, documentState) => ({
      server: { type: 'server' },
      hackathon: { type: 'hackathon', id: hackathon.id, state: hackathonState },
      team: { type: 'team', id: owner, hackathonId: hackathon.id, hackathonState },
      document: {
        type: 'document',
        id: documentId,
        hackathonId: hackathon.id,
        hackathonState,
        teamId: owner,
        invitedTeamIds: [invited],
        state: documentState,
        isLate: false,
        soleWriterId: null,
      },
    }),
  };
}
