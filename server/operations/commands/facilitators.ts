// `facilitator create` and `facilitator-link`: how somebody gets to run a hackathon or the server.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ServerParts } from '../../parts.ts';
import { type Command, CommandError, type Options } from './command.ts';

const LINK_TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** As on the screens. */
const MIN_PASSWORD_LENGTH = 10;

/** Makes an account that administrates the server, or facilitates one hackathon. */
export const facilitatorCreate: Command = {
  name: 'facilitator create',
  usage: '--email <e-mail> --name <name> [--hackathon <slug>] [--password-stdin]',
  about: 'make an administrator, or a facilitator of one hackathon',
  words: 0,
  async run({ open, options, address, print }) {
    const email = requireEmail(options.email);
    const { name } = options;
    const password = options['password-stdin'] ? readPassword() : createPassword();
    const parts = open();
    const { accounts, hackathons, db } = parts;
    const hackathonId = findHackathon(parts, options);
    const known = accounts.people.getByEmail(email);
    if (known === null && name === undefined) {
      throw new CommandError('A new account needs a name: add --name "Ada Lovelace".');
    }
    const person =
      known ?? (await accounts.people.createAccount({ name: name ?? '', email, password }));
    if (hackathonId === null) {
      db.transaction(() => {
        db.prepare('UPDATE person SET isAdministrator = 1 WHERE id = ?').run(person.id);
        const action = 'administrator-added';
        hackathons.audit.record({ personId: null, hackathonId, action, subject: person.id });
      })();
    } else {
      hackathons.addFacilitator(hackathonId, person.id, null);
    }
    const what = hackathonId === null ? 'administrates this server' : 'facilitates the hackathon';
    print(`${person.name} (${email}) ${what}. Sign in at ${address}/sign-in\n`);
    if (known !== null) print('The account was there already and keeps its password.\n');
    else if (!options['password-stdin']) print(`Password, shown this once: ${password}\n`);
    return 0;
  },
};

/** Prints a one-time link. */
export const facilitatorLink: Command = {
  name: 'facilitator-link',
  usage: '[--hackathon <slug>]',
  about: 'print a one-time link to become a facilitator',
  words: 0,
  run({ open, options, address, print }) {
    const parts = open();
    const { links } = parts.accounts;
    const hackathonId = findHackathon(parts, options);
    if (hackathonId === null && links.hasFacilitator()) {
      throw new CommandError(
        'There is a facilitator already. Ask for a link to one hackathon with --hackathon <slug>, or make an account with "facilitator create".',
      );
    }
    const token =
      hackathonId === null
        ? links.create('first-facilitator', { ttlMs: LINK_TTL_MS })
        : links.create('invite-facilitator', { hackathonId, ttlMs: LINK_TTL_MS });
    const action = 'facilitator-invited';
    const subject = hackathonId ?? 'server';
    parts.hackathons.audit.record({ personId: null, hackathonId, action, subject });
    print(`${address}/welcome/${token}\n`);
    return 0;
  },
};

function findHackathon({ hackathons }: ServerParts, { hackathon: slug }: Options): string | null {
  if (slug === undefined) return null;
  const hackathon = hackathons.getBySlug(slug);
  if (hackathon === null) throw new CommandError(`There is no hackathon "${slug}".`);
  return hackathon.id;
}

function requireEmail(email: string | undefined): string {
  if (!z.email().safeParse(email).success) {
    throw new CommandError('Give an e-mail address: --email ada@example.org');
  }
  return email as string;
}

function createPassword(): string {
  return randomBytes(15).toString('base64url');
}

function readPassword(): string {
  const password = readFileSync(0, 'utf8').replace(/\r?\n$/, '');
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new CommandError(`A password has at least ${MIN_PASSWORD_LENGTH} characters.`);
  }
  return password;
}
