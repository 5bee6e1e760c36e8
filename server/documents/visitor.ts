// Who comes to a document's socket, as the others in it see them. It checks no right.
import type { Accounts } from '../accounts/accounts.ts';
import type { Visitor } from '../realtime/types.ts';
import type { Documents } from './documents.ts';

/** The visitor behind a session; `null` when there is no such person. */
export function findVisitor(
  { accounts, documents }: { accounts: Accounts; documents: Documents },
  { sessionId, personId, documentId }: { sessionId: string; personId: string; documentId: string },
): Visitor | null {
  const person = accounts.people.get(personId);
  if (person === null) return null;
  const { id, name, colour } = person;
  const document = documents.get(documentId);
  const { teams } = accounts.actor(id);
  // Who is in two teams sits at the table that owns the document.
  const team =
    teams.find(({ teamId }) => teamId === document?.teamId) ??
    teams.find(({ hackathonId }) => hackathonId === document?.hackathonId);
  return { sessionId, user: { id, name, colour, teamId: team?.teamId ?? null } };
}
