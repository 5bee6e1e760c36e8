// Writes what `can()` decides as a page people can read: a table per kind of subject, every cell asked
// of the code. What a verb means stands here; a new verb does not compile until it does.
import {
  type Actor,
  can,
  DOCUMENT_STATES,
  HACKATHON_STATES,
  type Subject,
  type Verbs,
} from '../../shared/roles.ts';

type Words<T extends keyof Verbs> = Readonly<Record<Verbs[T], string>>;

const SERVER: Words<'server'> = {
  'create-hackathon': 'Create or copy a hackathon',
  administer: 'Reopen a closed hackathon, export or erase a person',
};

const HACKATHON: Words<'hackathon'> = {
  read: 'See the board, the teams, the announcements',
  facilitate: 'Settings, codes, people, templates, invitations, the log of decisions',
  export: 'Export, and push to a toolbox',
  'read-wall-links': 'See the walls and steer them',
  announce: 'Announce something to everybody',
  'create-team': 'Add a team',
};

const TEAM: Words<'team'> = {
  read: 'See who is in it',
  'create-document': 'Begin a document',
  'raise-hand': 'Raise or lower its hand',
  'step-back': 'Take back its request to join a document, leave one it was invited to',
  manage: 'Rename it, give it more time, merge it, move people',
};

const DOCUMENT: Words<'document'> = {
  read: 'Read it, live',
  comment: 'Leave notes',
  confirm: 'Confirm a signatory or say who speaks for one',
  write: 'Write',
  finalise: 'Finalise it',
  submit: 'Hand it in for review',
  review: 'Finalise it from review, or give it back',
  reopen: 'Reopen it, take it back from review, or take up again what was withdrawn',
  withdraw: 'Withdraw it',
  invite: 'Invite another team to write',
  'read-history': 'See its history',
  restore: 'Bring an earlier version back',
};

const RECORD: Words<'record'> = {
  read: 'Read it in the catalogue',
  withdraw: 'Withdraw it',
  merge: 'Merge it with another, or tell them apart',
  confirm: 'Say that it is still alive, or not',
};

const WORDS = {
  server: SERVER,
  hackathon: HACKATHON,
  team: TEAM,
  document: DOCUMENT,
  record: RECORD,
} satisfies { [T in keyof Verbs]: Words<T> };

const HERE = 'here';

function person(what: Partial<Actor>): Actor {
  return { personId: 'somebody', isAdministrator: false, facilitates: [], teams: [], ...what };
}

const inTeam = (teamId: string) => person({ teams: [{ teamId, hackathonId: HERE }] });

/** From those who may least to those who may most. */
const PEOPLE: readonly (readonly [string, Actor | null])[] = [
  ['Public', null],
  ['Elsewhere', person({ facilitates: ['elsewhere'] })],
  ['Participant', inTeam('other')],
  ['Invited team', inTeam('invited')],
  ['Own team', inTeam('own')],
  ['Sole writer', { ...inTeam('own'), personId: 'sole' }],
  ['Facilitator', person({ facilitates: [HERE] })],
  ['Administrator', person({ isAdministrator: true })],
];

/** A subject as it is in one state, with words for the state of each thing that has one. */
interface Asked {
  readonly subject: Subject;
  readonly states: readonly string[];
}

const SUBJECTS: Readonly<Record<Subject['type'], readonly Asked[]>> = {
  server: [{ subject: { type: 'server' }, states: [] }],
  hackathon: HACKATHON_STATES.map((state) => ({
    subject: { type: 'hackathon', id: HERE, state },
    states: [state],
  })),
  team: HACKATHON_STATES.map((hackathonState) => ({
    subject: { type: 'team', id: 'own', hackathonId: HERE, hackathonState },
    states: [hackathonState],
  })),
  document: DOCUMENT_STATES.flatMap((state) =>
    HACKATHON_STATES.map((hackathonState) => ({
      subject: {
        type: 'document' as const,
        id: 'document',
        hackathonId: HERE,
        hackathonState,
        teamId: 'own',
        invitedTeamIds: ['invited'],
        state,
        isLate: false,
        soleWriterId: 'sole',
      },
      states: [state, hackathonState],
    })),
  ),
  record: [true, false].map((isPublic) => ({
    subject: { type: 'record', id: 'record', hackathonId: HERE, teamId: 'own', isPublic },
    states: [isPublic ? 'published' : 'withdrawn'],
  })),
};

/** The page, as Markdown. */
export function renderRolesPage(): string {
  const titles = Object.keys(WORDS) as Subject['type'][];
  return [INTRODUCTION, ...titles.map(renderTable), ASIDE].join('\n\n').concat('\n');
}

function renderTable(type: Subject['type']): string {
  const words: Readonly<Record<string, string>> = WORDS[type];
  const rows = Object.entries(words).map(([verb, meaning]) => [
    `${meaning} (\`${verb}\`)`,
    ...PEOPLE.map(([, actor]) => renderCell(actor, verb, SUBJECTS[type])),
  ]);
  const head = [TITLES[type], ...PEOPLE.map(([name]) => name)];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`## ${TITLES[type]}`, '', ...lines].join('\n');
}

/** In which states; what holds in all states of a thing is not said. */
function renderCell(actor: Actor | null, verb: string, asked: readonly Asked[]): string {
  // The verb is one of this subject's: both come from one entry of WORDS.
  const granted = asked.filter(({ subject }) => can(actor, verb as never, subject as never));
  if (granted.length === 0) return '–';
  const dimensions = asked[0]!.states.map((_, i) => ({
    all: new Set(asked.map(({ states }) => states[i]!)),
    some: new Set(granted.map(({ states }) => states[i]!)),
  }));
  const size = dimensions.reduce((product, { some }) => product * some.size, 1);
  // Each state of one thing goes with each of the other, or the words below would say too much.
  if (size !== granted.length) {
    return `when ${granted.map(({ states }) => states.join(' while ')).join('; ')}`;
  }
  const said = dimensions
    .filter(({ all, some }) => some.size < all.size)
    .map(({ some }) => [...some].join(', '));
  return said.length === 0 ? 'yes' : `when ${said.join(' while ')}`;
}

const TITLES: Readonly<Record<Subject['type'], string>> = {
  server: 'The server',
  hackathon: 'A hackathon',
  team: 'A team',
  document: 'A document',
  record: 'An entry of the catalogue',
};

const INTRODUCTION = `# Who may do what

Written from \`can()\` in \`shared/roles.ts\`, which HTTP, upgrades, frames and exports all ask; a test
keeps this page as the code is (\`npx vitest run test/architecture/roles-page.test.ts -u\` writes it
anew). Another test asks every route, for every person, whether it does what stands here.

- **Public**: nobody signed in. **Elsewhere**: somebody of another hackathon, a facilitator there too.
- **Participant**: in a team of this hackathon. **Invited team**: in a team that was invited to write
  the document. **Own team**: in the team itself, or the one whose document or entry it is.
  **Sole writer**: of the own team, who began the document and in which nobody else wrote, confirmed
  or published anything; once it is withdrawn, only who withdrew it themselves.
- **Facilitator**: of this hackathon. **Administrator**: of the server.

A cell says in which states something may be done: of the document first (draft, in review, finalised,
reopened, withdrawn, merged), then of its hackathon (open, frozen, closed). "Yes" is always.`;

const ASIDE = `## Beside the table

- A **wall link** is no person: who has its address sees what walls show, which is counts, names of
  teams, announcements, published entries and collective actions, and no text of a draft.
- A link for a **new password** is made by administrators for everybody, and by facilitators for
  people who have no right anywhere that these facilitators do not lead themselves.
- Signatories confirm **their own commitment**, whichever team writes it.
- Everybody signed in may change their own name, export what is held about them and have it erased.`;
