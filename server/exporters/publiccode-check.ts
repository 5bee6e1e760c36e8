// Checks a publiccode.yml against the schema of the standard. The schema is data; the formats and
// keywords it asks of its validator are here. Compiled once, when first needed.
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { countGraphemes } from '../../shared/graphemes.ts';
import schema from './publiccode-0.7.schema.json' with { type: 'json' };

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?$/;

/** `MIT`, `GPL-2.0-or-later WITH Classpath-exception-2.0`, `(MIT OR Apache-2.0) AND CC0-1.0`. */
const LICENCE_ID = /^[A-Za-z0-9][A-Za-z0-9.+-]*$/;

let compiled: ValidateFunction | null = null;

/** Compiles the schema now, which takes a tenth of a second, and not when somebody waits for it. */
export function preparePubliccodeCheck(): void {
  compiled ??= compile();
}

/** What the standard has against a file's content; empty when it is valid. */
export function publiccodeProblems(content: unknown): { path: string; message: string }[] {
  compiled ??= compile();
  if (compiled(content)) return [];
  const problems = (compiled.errors ?? [])
    // That a condition of the schema did not hold is told by what it asks for.
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, keyword, params, message = '' }) => ({
      path: [
        ...instancePath.split('/').slice(1).map(unescapePointer),
        ...(keyword === 'required' ? [String(params.missingProperty)] : []),
      ].join('.'),
      message: keyword === 'required' ? 'is missing' : message,
    }));
  return [...new Map(problems.map((one) => [`${one.path} ${one.message}`, one])).values()];
}

function compile(): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv, ['uri', 'date', 'email']);
  ajv.addFormat('bcp47', LANGUAGE);
  ajv.addFormat('iso3166-1-alpha2', /^[A-Za-z]{2}$/);
  ajv.addFormat('mime', /^[\w.+-]+\/[\w.+-]+$/);
  ajv.addFormat('spdx-expression', isLicenceExpression);
  ajv.addKeyword({
    keyword: 'minGraphemes',
    type: 'string',
    schemaType: 'number',
    error: { message: ({ schema: least }) => `must be at least ${least} characters` },
    validate: (least: number, text: string) => countGraphemes(text) >= least,
  });
  ajv.addKeyword({
    keyword: 'maxGraphemes',
    type: 'string',
    schemaType: 'number',
    error: { message: ({ schema: most }) => `must be at most ${most} characters` },
    validate: (most: number, text: string) => countGraphemes(text) <= most,
  });
  return ajv.compile(schema);
}

/** Whether a text reads as an SPDX expression; whether its ids are in SPDX's list the editor helps with. */
function isLicenceExpression(text: string): boolean {
  const words = text.replaceAll(/[()]/g, ' $& ').trim().split(/\s+/);
  let depth = 0;
  let isIdDue = true;
  for (const word of words) {
    if (word === '(' && isIdDue) depth += 1;
    else if (word === ')' && !isIdDue && depth > 0) depth -= 1;
    else if (/^(AND|OR|WITH)$/.test(word) && !isIdDue) isIdDue = true;
    else if (LICENCE_ID.test(word) && isIdDue) isIdDue = false;
    else return false;
  }
  return depth === 0 && !isIdDue;
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
