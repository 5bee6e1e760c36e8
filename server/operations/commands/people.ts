// `person export`, `person erase`, `retention`: what docs/privacy.md promises, from the machine.
import type { ServerParts } from '../../parts.ts';
import { type Command, CommandError } from './command.ts';

/** Prints everything held about a person. */
export const personExport: Command = {
  name: 'person export',
  usage: '<id or e-mail>',
  about: 'print everything held about a person, as JSON',
  words: 1,
  run({ open, words, print }) {
    const parts = open();
    const data = parts.privacy.exportPerson(findPerson(parts, words[0]!));
    print(`${JSON.stringify(data, null, 2)}\n`);
    return 0;
  },
};

/** Forgets a person. */
export const personErase: Command = {
  name: 'person erase',
  usage: '<id or e-mail>',
  about: 'forget a person; what they wrote stays, without a name',
  words: 1,
  run({ open, words, print }) {
    const parts = open();
    parts.privacy.erase(findPerson(parts, words[0]!), { by: null, reason: 'asked' });
    print('Erased.\n');
    return 0;
  },
};

/** Forgets the guests whose time is over. */
export const retention: Command = {
  name: 'retention',
  usage: '',
  about: 'erase the guests whose hackathons keep them no longer, now',
  words: 0,
  run({ open, print }) {
    print(`${open().privacy.retention.eraseDue()} guests erased.\n`);
    return 0;
  },
};

function findPerson({ accounts }: ServerParts, word: string): string {
  const person = word.includes('@') ? accounts.people.getByEmail(word) : accounts.people.get(word);
  if (person === null) throw new CommandError(`There is nobody with "${word}".`);
  return person.id;
}
