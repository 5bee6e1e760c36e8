// Checks a toolbox bundle against the schema of what the toolbox's importer accepts.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const SCHEMA = new URL('./fixtures/cards-bundle.schema.json', import.meta.url);

/** Everything the schema has against a bundle, as sentences; empty when it is accepted. */
export function bundleProblems(bundle: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addKeyword({
    keyword: 'maxBytes',
    type: 'string',
    schemaType: 'number',
    validate: (limit: number, text: string) => Buffer.byteLength(text, 'utf8') <= limit,
  });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
  if (validate(bundle)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
