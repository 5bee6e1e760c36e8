// Every answer of can(), written down a second time.
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  can,
  DOCUMENT_STATES,
  type DocumentState,
  HACKATHON_STATES,
  type HackathonState,
  type Subject,
  type Verbs,
  writeDenial,
} from './roles.ts';

const team = (teamId: string, hackathonId: string) => ({ teamId, hackathonId });

function actor(personId: string, what: Partial<Actor>): Actor {
  return { personId, isAdministrator: false, facilitates: [], teams: [], ...what };
}

/** Everyone who can ask, by the letter the tables below use. */
const PEOPLE: Readonly<Record<string, Actor | null>> = {
  // The public, and somebody signed in who is nothing to anything.
  P: null,
  N: actor('nobody', {}),
  // A member and a facilitator of another hackathon.
  S: actor('stranger', { teams: [team('theirs', 'elsewhere')] }),
  G: actor('other-facilitator', { facilitates: ['elsewhere'] }),
  // In this hackathon: another team, an invited team, the owning team, a facilitator.
  O: actor('other-team', { teams: [team('other', 'here')] }),
  I: actor('invited', { teams: [team('invited', 'here')] }),
  M: actor('member', { teams: [team('other', 'here'), team('owner', 'here')] }),
  F: actor('facilitator', { facilitates: ['here'] }),
  A: actor('administrator', { isAdministrator: true }),
};

const allowed = (ask: (actor: Actor | null) => boolean): string =>
  Object.entries(PEOPLE)
    .filter(([, who]) => ask(who))
    .map(([letter]) => letter)
    .join('');

type DocumentTable = Record<Verbs['document'], string>;

const READERS = 'OIMFA OIMFA OIMFA OIMFA OIMFA OIMFA';

/** Who may, one column per state: draft, in-review, finalised, reopened, withdrawn, merged. */
const DOCUMENT: Record<HackathonState, DocumentTable> = {
  open: {
    read: READERS,
    'read-history': READERS,
    comment: READERS,
    confirm: 'FA FA - FA - -',
    write: 'IMFA - - IMFA - -',
    restore: 'IMFA - - IMFA - -',
    finalise: 'MFA - - MFA - -',
    submit: 'MFA - - MFA - -',
    review: '- FA - - - -',
    reopen: '- MFA FA - FA -',
    withdraw: 'FA FA FA FA - -',
    invite: 'MFA MFA MFA MFA MFA MFA',
  },
  frozen: {
    read: READERS,
    'read-history': READERS,
    comment: READERS,
    confirm: 'FA FA - FA - -',
    write: 'FA - - FA - -',
    restore: 'FA - - FA - -',
    finalise: '- - - - - -',
    submit: '- - - - - -',
    review: '- FA - - - -',
    reopen: '- MFA FA - FA -',
    withdraw: 'FA FA FA FA - -',
    invite: 'MFA MFA MFA MFA MFA MFA',
  },
  closed: {
    read: READERS,
    'read-history': READERS,
    comment: READERS,
    confirm: '- - - - - -',
    write: '- - - - - -',
    restore: '- - - - - -',
    finalise: '- - - - - -',
    submit: '- - - - - -',
    review: '- FA - - - -',
    reopen: '- MFA FA - FA -',
    withdraw: 'FA FA FA FA - -',
    invite: '- - - - - -',
  },
};

function documentIn(
  hackathonState: HackathonState,
  state: DocumentState,
  isLate = false,
): Extract<Subject, { type: 'document' }> {
  return {
    type: 'document',
    id: 'document',
    hackathonId: 'here',
    hackathonState,
    teamId: 'owner',
    invitedTeamIds: ['invited'],
    state,
    isLate,
    soleWriterId: null,
  };
}

describe('can() of documents', () => {
  for (const hackathonState of HACKATHON_STATES) {
    for (const [verb, row] of Object.entries(DOCUMENT[hackathonState])) {
      it(`[AC1] ${verb} while the hackathon is ${hackathonState}`, () => {
        const found = DOCUMENT_STATES.map(
          (state) =>
            allowed((who) =>
              can(who, verb as Verbs['document'], documentIn(hackathonState, state)),
            ) || '-',
        );
        expect(found.join(' ')).toBe(row);
      });
    }
  }

  it('[LI11] who alone wrote a draft withdraws it and takes it up again, while the hackathon is open', () => {
    for (const hackathonState of HACKATHON_STATES) {
      for (const [verb, states] of [
        ['withdraw', ['draft']],
        ['reopen', ['withdrawn']],
      ] as const) {
        for (const state of DOCUMENT_STATES) {
          const document = documentIn(hackathonState, state);
          const more = (soleWriterId: string) =>
            allowed(
              (who) => can(who, verb, { ...document, soleWriterId }) !== can(who, verb, document),
            );
          const isTheirs = hackathonState === 'open' && states.some((one) => one === state);
          expect(more('member'), `${verb} ${state} ${hackathonState}`).toBe(isTheirs ? 'M' : '');
          // Who is no longer in the team has no say in what they began there.
          expect(more('other-team') + more('invited') + more('nobody')).toBe('');
        }
      }
    }
  });

  it('[LI7] goes on after the deadline as before', () => {
    for (const [verb, row] of Object.entries(DOCUMENT.open)) {
      const late = allowed((who) =>
        can(who, verb as Verbs['document'], documentIn('open', 'draft', true)),
      );
      expect(late || '-', verb).toBe(row.split(' ')[0]);
    }
  });

  it('[AC1] names the reason for every refusal to write, and none where one may', () => {
    for (const hackathonState of HACKATHON_STATES) {
      for (const state of DOCUMENT_STATES) {
        for (const who of Object.values(PEOPLE)) {
          const document = documentIn(hackathonState, state);
          expect(writeDenial(who, document) === null).toBe(can(who, 'write', document));
        }
      }
    }
    expect(writeDenial(PEOPLE.M!, documentIn('open', 'finalised'))).toBe('finalised');
    expect(writeDenial(PEOPLE.M!, documentIn('open', 'in-review'))).toBe('in-review');
    expect(writeDenial(PEOPLE.M!, documentIn('frozen', 'draft'))).toBe('frozen');
    expect(writeDenial(PEOPLE.O!, documentIn('open', 'draft'))).toBe('not-a-member');
  });
});

describe('can() of everything else', () => {
  it('[AC1] the server', () => {
    for (const verb of ['create-hackathon', 'administer'] as const) {
      expect(
        allowed((who) => can(who, verb, { type: 'server' })),
        verb,
      ).toBe('A');
    }
  });

  const HACKATHON: Record<Verbs['hackathon'], string> = {
    read: 'OIMFA',
    facilitate: 'FA',
    export: 'FA',
    'read-wall-links': 'FA',
    announce: 'FA',
    'create-team': 'FA',
  };
  for (const [verb, row] of Object.entries(HACKATHON)) {
    it(`[AC1] ${verb} a hackathon in any state`, () => {
      for (const state of HACKATHON_STATES) {
        const subject = { type: 'hackathon', id: 'here', state } as const;
        expect(allowed((who) => can(who, verb as Verbs['hackathon'], subject))).toBe(row);
      }
    });
  }

  /** One column per state: open, frozen, closed. */
  const TEAM: Record<Verbs['team'], string> = {
    read: 'OIMFA OIMFA OIMFA',
    'create-document': 'MFA - -',
    'raise-hand': 'MFA MFA MFA',
    'step-back': 'MFA MFA -',
    manage: 'FA FA FA',
  };
  for (const [verb, row] of Object.entries(TEAM)) {
    it(`[AC1] ${verb} a team`, () => {
      const found = HACKATHON_STATES.map((hackathonState) => {
        const subject = {
          type: 'team',
          id: 'owner',
          hackathonId: 'here',
          hackathonState,
        } as const;
        return allowed((who) => can(who, verb as Verbs['team'], subject)) || '-';
      });
      expect(found.join(' ')).toBe(row);
    });
  }

  it('[AC1] a record: the world reads what is public, facilitators withdraw and merge, its team confirms', () => {
    const record = (isPublic: boolean) =>
      ({ type: 'record', id: 'record', hackathonId: 'here', teamId: 'owner', isPublic }) as const;
    const everyone = Object.keys(PEOPLE).join('');
    expect(allowed((who) => can(who, 'read', record(true)))).toBe(everyone);
    expect(allowed((who) => can(who, 'read', record(false)))).toBe('FA');
    expect(allowed((who) => can(who, 'withdraw', record(true)))).toBe('FA');
    expect(allowed((who) => can(who, 'withdraw', record(false)))).toBe('FA');
    expect(allowed((who) => can(who, 'merge', record(true)))).toBe('FA');
    expect(allowed((who) => can(who, 'confirm', record(true)))).toBe('MFA');
    expect(allowed((who) => can(who, 'confirm', record(false)))).toBe('');
  });
});
