// How events change a board. Pure; knows neither the network nor React.
import type { BoardEvent, BoardView } from '../shared/api/live.ts';

/** The board after some events, in their order. `reset` is for whoever reads the board again. */
export function applyBoardEvents(board: BoardView, events: readonly BoardEvent[]): BoardView {
  const documents = new Map<string, BoardView['documents'][number]>();
  const teams = new Map<string, BoardView['teams'][number]>();
  const presence: [string, BoardView['presence'][string]][] = [];
  const next = { ...board };
  for (const event of events) {
    switch (event.type) {
      case 'document':
        documents.set(event.document.id, event.document);
        break;
      case 'team':
        teams.set(event.team.id, event.team);
        break;
      case 'presence':
        presence.push([event.documentId, event.people]);
        break;
      case 'announcements':
        next.announcements = event.announcements;
        break;
      case 'hackathon':
        next.hackathon = event.hackathon;
        break;
      // No part of the board: whoever shows these reads them again.
      case 'notes':
      case 'member':
      case 'reset':
        break;
      default:
        event satisfies never;
    }
  }
  if (documents.size > 0) next.documents = replaceById(board.documents, documents);
  if (teams.size > 0) next.teams = replaceById(board.teams, teams);
  if (presence.length > 0) {
    const all = { ...board.presence, ...Object.fromEntries(presence) };
    next.presence = Object.fromEntries(
      Object.entries(all).filter(([, people]) => people.length > 0),
    );
  }
  return next;
}

/** Replaces in place, so that nothing on the screen jumps; what is new comes last. */
function replaceById<T extends { readonly id: string }>(
  list: readonly T[],
  changed: ReadonlyMap<string, T>,
): T[] {
  const known = new Set(list.map(({ id }) => id));
  return [
    ...list.map((item) => changed.get(item.id) ?? item),
    ...[...changed.values()].filter(({ id }) => !known.has(id)),
  ];
}
