// Holds the words together: the same keys in every language, none missing, none left over.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../shared/language-choice.ts';

const client = join(import.meta.dirname, '..');
const server = join(client, '..', 'server');
const shared = join(client, '..', 'shared');

/** The files below a folder whose names end in `endings`, with their texts; no tests. */
function readSources(folder: string, endings: RegExp): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => endings.test(file) && !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

type Words = { readonly [key: string]: string | Words };

/** `Intl.PluralRules` of our languages; `many` (a million) falls back to `other` nowhere, so may be given. */
const PLURAL = /_(?:zero|one|two|few|many|other)$/;

function readWords(language: string, namespace: string): Map<string, string> {
  const name = join('languages', language, `${namespace}.json`);
  const own = join(client, 'app', name);
  const file = existsSync(own) ? own : join(shared, name);
  const flat = new Map<string, string>();
  const walk = (words: Words, path: string) => {
    for (const [key, value] of Object.entries(words)) {
      if (typeof value === 'string') flat.set(`${path}${key}`, value);
      else walk(value, `${path}${key}.`);
    }
  };
  walk(JSON.parse(readFileSync(file, 'utf8')) as Words, '');
  return flat;
}

const namespaces = [join(client, 'app'), shared]
  .flatMap((folder) => readdirSync(join(folder, 'languages', 'en')))
  .map((file) => basename(file, '.json'))
  .toSorted();

const sources = [
  ...readSources(client, /\.tsx?$/),
  ...readSources(join(server, 'pages'), /\.tsx?$/),
];

const english = new Map(namespaces.map((namespace) => [namespace, readWords('en', namespace)]));

/** Keys as code asks for them: plural forms are one key. */
function askedKeys(namespace: string): Set<string> {
  return new Set([...(english.get(namespace)?.keys() ?? [])].map((key) => key.replace(PLURAL, '')));
}

/** A key in code: literal, or a template whose holes may be anything. */
interface AskedKey {
  readonly file: string;
  readonly namespaces: readonly string[];
  readonly key: string;
  readonly pattern: RegExp;
}

function patternOf(key: string): RegExp {
  const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

/** What `t(…)` is called with in a file, and in which files of words it may look. */
const asked: AskedKey[] = sources.flatMap(({ file, text }) => {
  const own = [...text.matchAll(/useTranslation\(\s*(\[[^\]]*\]|'[^']*')/g)].flatMap(
    ([, list = '']) => [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name),
  );
  const calls = [...text.matchAll(/\bt\(\s*((?:\[[^\]]*\])|(?:[^()]|\([^()]*\))*?)[,)]/g)];
  return calls.flatMap(([, argument = '']) =>
    [...argument.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].flatMap(([, literal, template]) => {
      const written = literal ?? template ?? '';
      const [, namespace, rest] = /^([a-z-]+):(.*)$/s.exec(written) ?? [];
      const key = rest ?? written;
      // A comparison inside the call, such as t(state === 'open' ? 'a' : 'b').
      if (argument.includes(`=== '${literal}'`)) return [];
      return [
        {
          file,
          namespaces: namespace === undefined ? own : [namespace],
          key,
          pattern: patternOf(key),
        },
      ];
    }),
  );
});

describe.each(namespaces)('%s', (namespace) => {
  test.each(LANGUAGES.filter((language) => language !== 'en'))(
    '%s has the same keys and the same holes as English',
    (language) => {
      const translated = readWords(language, namespace);
      const own = english.get(namespace) ?? new Map<string, string>();
      const without = (keys: Iterable<string>) =>
        [...keys].filter((key) => !key.endsWith('_many')).toSorted();
      expect(without(translated.keys())).toEqual(without(own.keys()));
      const holes = (text = '') => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].toSorted();
      for (const [key, text] of translated) {
        expect(text.trim(), `${language} ${namespace}:${key} is empty`).not.toBe('');
        const original = own.get(key) ?? own.get(key.replace('_many', '_other'));
        expect(holes(text), `${language} ${namespace}:${key}`).toEqual(holes(original));
      }
    },
  );

  test('no key is left over', () => {
    const everything = sources.map(({ text }) => text).join('\n');
    const unused = [...askedKeys(namespace)].filter((key) => {
      const isAsked = asked.some(
        (one) => one.namespaces.includes(namespace) && one.pattern.test(key),
      );
      return !isAsked && !everything.includes(`'${key}'`) && !isErrorCode(namespace, key);
    });
    expect(unused).toEqual([]);
  });
});

test('every key that code asks for has words', () => {
  // Or the search for calls found nothing and this test says nothing.
  expect(asked.length).toBeGreaterThan(300);
  const missing = asked.filter(
    ({ namespaces: places, key, pattern }) =>
      key !== '' &&
      // A template that is all hole says nothing that could be checked.
      !/^\$\{[^}]*\}$/.test(key) &&
      !places.some((place) => [...askedKeys(place)].some((known) => pattern.test(known))),
  );
  expect(missing.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
});

const serverErrors = new Set(
  readSources(server, /\.ts$/)
    .flatMap(({ text }) => [...text.matchAll(/new AppError\(\s*\d{3},\s*'([a-z_]+)'/g)])
    .map(([, code = '']) => code),
);

/** Codes of errors.ts are answered outside of any `AppError`, so they stand in its text as they are. */
function isErrorCode(namespace: string, key: string): boolean {
  const ownCodes = readFileSync(join(server, 'http', 'errors.ts'), 'utf8');
  return namespace === 'errors' && (serverErrors.has(key) || ownCodes.includes(`'${key}'`));
}

test('every error code of the API has words', () => {
  expect(serverErrors.size).toBeGreaterThan(10);
  const known = askedKeys('errors');
  expect([...serverErrors].filter((code) => !known.has(code))).toEqual([]);
});

test('every decision in the audit log has words', () => {
  const actions = new Set(
    readSources(server, /\.ts$/)
      .flatMap(({ text }) => [
        ...text.matchAll(/\baction(?:: | = )'([a-z:-]+)'|\baudit\(row, actor, '([a-z:-]+)'/g),
      ])
      .map(([, property, argument]) => property ?? argument ?? ''),
  );
  expect(actions.size).toBeGreaterThan(10);
  const known = askedKeys('control-room');
  expect([...actions].filter((action) => !known.has(`log.action.${action}`))).toEqual([]);
});
