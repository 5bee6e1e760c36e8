// Loads the sample hackathon "Paris 2016" through the same parts that people's work goes through:
// documents are created and edited in rooms, finished ones pass the real finalise.

import {
  type DocumentSeed,
  nameReference,
  type Relation,
  writeSeed,
} from '../../../shared/document.ts';
import type { Kind } from '../../../shared/kinds.ts';
import type { ServerParts } from '../../parts.ts';
import { readSampleEntries, type SampleEntry } from './entries.ts';
import { SAMPLE_TEAMS } from './teams.ts';

/** The sample's permalink, by which a second load is recognised. */
const SAMPLE_SLUG = 'paris-2016';

/** The team that asks for help in the sample. */
const HAND_RAISED = 'natural-resources';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How long the invitation to facilitate the sample works, ms. */
const INVITATION_MS = 7 * DAY_MS;

/** Thrown when the sample is there already. */
export class SampleLoadedError extends Error {
  readonly code = 'sample_loaded';

  constructor() {
    super('The sample hackathon "Paris 2016" is loaded already; nothing was changed.');
  }
}

/** What was made, and the ways in. */
export interface LoadedSample {
  readonly hackathonId: string;
  readonly slug: string;
  /** Opens the hackathon; the person picks a team. */
  readonly code: string;
  readonly teams: readonly { readonly name: string; readonly code: string }[];
  readonly documents: Readonly<Record<Kind, number>>;
  readonly finalised: number;
  /** Tokens, each shown once. */
  readonly wallToken: string;
  readonly facilitatorToken: string;
}

/** What other entries can point to, by kind and name. */
type Known = Map<string, { readonly documentId: string; recordId: string | null }>;

/** Writes the whole sample; throws `SampleLoadedError` when it is there. */
export function loadSample(parts: ServerParts): LoadedSample {
  const { accounts, hackathons, now } = parts;
  if (hackathons.getBySlug(SAMPLE_SLUG) !== null) throw new SampleLoadedError();
  // The real days were 7 to 9 December 2016; a sample in the past would be frozen and silent.
  const endsAt = Math.ceil((now() + 3 * DAY_MS) / HOUR_MS) * HOUR_MS;
  const hackathon = hackathons.create(
    {
      name: 'Paris 2016',
      place: 'Paris, Open Government Partnership Global Summit',
      startsAt: endsAt - 4 * DAY_MS,
      endsAt,
      timeZone: 'Europe/Paris',
      languages: ['en', 'fr', 'es'],
      teams: SAMPLE_TEAMS.map(({ name }) => name),
    },
    null,
  );
  const created = new Map(hackathons.teams.list(hackathon.id).map((team) => [team.name, team]));
  const teams = new Map(
    SAMPLE_TEAMS.map(({ key, name, people }) => {
      const { id } = created.get(name)!;
      const personIds = people.map((firstName) => {
        const person = accounts.people.createGuest({ name: firstName, language: 'en' });
        hackathons.teams.addMember(id, person.id);
        return person.id;
      });
      return [key, { id, personIds }] as const;
    }),
  );

  const documents: Record<Kind, number> = {
    tool: 0,
    'use-case': 0,
    organisation: 0,
    'collective-action': 0,
  };
  let finalised = 0;
  const known: Known = new Map();
  for (const [index, entry] of readSampleEntries().entries()) {
    const team = teams.get(entry.team);
    if (team === undefined) throw new Error(`The sample has no team ${entry.team}.`);
    const written = writeEntry(parts, entry, team, index, known);
    documents[entry.kind]++;
    if (written.recordId !== null) finalised++;
    known.set(knownKey(entry.kind, entry.name), written);
  }

  // One hand is up, so that a facilitator sees what that looks like.
  hackathons.teams.update(teams.get(HAND_RAISED)!.id, { handRaised: true }, null);

  const codes = hackathons.codes.list(hackathon.id);
  return {
    hackathonId: hackathon.id,
    slug: hackathon.slug,
    code: codes.find(({ teamId }) => teamId === null)!.code,
    teams: SAMPLE_TEAMS.map(({ key, name }) => ({
      name,
      code: codes.find(({ teamId }) => teamId === teams.get(key)!.id)!.code,
    })),
    documents,
    finalised,
    wallToken: hackathons.wallLinks.create(hackathon.id).token,
    facilitatorToken: accounts.links.create('invite-facilitator', {
      hackathonId: hackathon.id,
      ttlMs: INVITATION_MS,
    }),
  };
}

function writeEntry(
  { accounts, documents, rooms, projector, lifecycle }: ServerParts,
  entry: SampleEntry,
  team: { readonly id: string; readonly personIds: readonly string[] },
  index: number,
  known: Known,
): { documentId: string; recordId: string | null } {
  const personAt = (offset: number) => team.personIds[(index + offset) % team.personIds.length]!;
  const first = personAt(0);
  const second = personAt(1);
  const { begun, added } = splitBetweenTwo({ ...entry.seed, ...relate(entry, known) });
  const { id } = documents.create({ teamId: team.id, kind: entry.kind, seed: begun, by: first });
  rooms.edit(id, { type: 'server', personId: second, reason: 'sample' }, (doc) =>
    writeSeed(entry.kind, doc, added),
  );
  projector.flush(id);
  if (!entry.isFinalised) return { documentId: id, recordId: null };
  const { recordId } = lifecycle.finalise(id, accounts.actor(second));
  return { documentId: id, recordId };
}

/** One person begins with the name and every other field, a second one adds the rest. */
function splitBetweenTwo(seed: DocumentSeed): { begun: DocumentSeed; added: DocumentSeed } {
  const fields = Object.entries(seed);
  return {
    begun: Object.fromEntries(fields.filter((_, position) => position % 2 === 0)),
    added: Object.fromEntries(fields.filter((_, position) => position % 2 === 1)),
  };
}

function relate({ relations }: SampleEntry, known: Known): DocumentSeed {
  return Object.fromEntries(
    Object.entries(relations).map(([field, names]) => {
      const kind: Kind = field === 'uses' ? 'tool' : 'organisation';
      return [field, names.map((label) => toRelation(known, kind, label))];
    }),
  );
}

function toRelation(known: Known, kind: Kind, label: string): Relation {
  const found = known.get(knownKey(kind, label));
  if (found === undefined) return { ref: nameReference(label), label };
  if (found.recordId !== null) return { ref: `record:${found.recordId}`, label };
  return { ref: `document:${found.documentId}`, label };
}

function knownKey(kind: Kind, name: string): string {
  return `${kind}:${name}`;
}
