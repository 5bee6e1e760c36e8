// The catalogue as a DCAT 3 catalogue, in JSON-LD and in Turtle: each record a resource with its
// licence, languages and where to read it. Pure; addresses come from the caller.
import type { Tag } from '../../shared/document.ts';
import { getField } from '../../shared/fields.ts';
import { normaliseUrl } from '../../shared/normalise.ts';
import { type LocalisedValue, type PlainValue, plainWords } from '../../shared/projection.ts';
import { tagLabel } from '../../shared/tags.ts';
import type { ExportRecord } from './export-record.ts';
import { jsonObjectWithList } from './json-pieces.ts';
import type { ExportFile } from './zip.ts';

/** What the catalogue as a whole is called and where it is. */
interface DcatCatalogue {
  readonly title: string;
  /** Whole address, without a slash at its end. */
  readonly address: string;
}

const PREFIXES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

type Term =
  | { readonly '@id': string }
  | { readonly '@value': string; readonly '@language'?: string; readonly '@type'?: string };

interface Node {
  readonly '@id': string;
  readonly '@type': string;
  readonly properties: Readonly<Record<string, readonly Term[]>>;
}

/** `dcat.jsonld` and `dcat.ttl`. */
export function dcatFiles(records: Iterable<ExportRecord>, catalogue: DcatCatalogue): ExportFile[] {
  return [
    { name: 'dcat.jsonld', content: toJsonLd(records, catalogue) },
    { name: 'dcat.ttl', content: toTurtle(records, catalogue) },
  ];
}

/** `null` is a step: the catalogue names every resource before the first is described. */
function* nodesOf(
  records: Iterable<ExportRecord>,
  catalogue: DcatCatalogue,
): Generator<Node | null> {
  const { address, title } = catalogue;
  const resources: Term[] = [];
  for (const { path } of records) {
    resources.push({ '@id': `${address}${path}` });
    yield null;
  }
  yield {
    '@id': `${address}/catalogue`,
    '@type': 'dcat:Catalog',
    properties: {
      'dct:title': [{ '@value': title }],
      'foaf:homepage': [{ '@id': `${address}/catalogue` }],
      'dcat:resource': resources,
    },
  };
  for (const record of records) yield resourceOf(record, catalogue);
}

function resourceOf(record: ExportRecord, { address }: DcatCatalogue): Node {
  const { kind, fields, title } = record;
  const licence = typeof fields.licence === 'string' ? fields.licence.trim() : '';
  const pages = [fields.website, fields.sourceCode].flatMap((value) =>
    typeof value === 'string' ? (normaliseUrl(value) ?? []) : [],
  );
  const summary = localised(record, 'summary');
  return {
    '@id': `${address}${record.path}`,
    '@type': 'dcat:Resource',
    properties: {
      'dct:identifier': [{ '@value': record.id }],
      'dct:type': [{ '@value': kind }],
      'dct:title': [{ '@value': title }],
      'dct:description': summary.length > 0 ? summary : localised(record, 'description'),
      'dct:modified': [
        { '@value': new Date(record.finalisedAt).toISOString(), '@type': 'xsd:dateTime' },
      ],
      'dct:license': /^[A-Za-z0-9.+-]+$/.test(licence)
        ? [{ '@id': `https://spdx.org/licenses/${licence}` }]
        : [],
      'dct:language': ((fields.languages ?? []) as readonly string[]).map((language) => ({
        '@value': language,
      })),
      'dcat:keyword': ((fields.tags ?? []) as readonly Tag[]).map(({ id, label }) => ({
        '@value': label ?? tagLabel(id),
      })),
      'foaf:page': pages.map((page) => ({ '@id': page })),
      'dcat:landingPage': [{ '@id': `${address}${record.path}` }],
    },
  };
}

function localised({ kind, fields }: ExportRecord, name: string): Term[] {
  const field = getField(kind, name);
  if (field === null) return [];
  return Object.entries((fields[name] ?? {}) as LocalisedValue).flatMap(([language, value]) => {
    const words = plainWords(field, value as PlainValue).trim();
    return words === '' ? [] : [{ '@value': words, '@language': language }];
  });
}

function toJsonLd(records: Iterable<ExportRecord>, catalogue: DcatCatalogue): Generator<string> {
  function* graph() {
    for (const one of nodesOf(records, catalogue)) {
      if (one === null) {
        yield null;
        continue;
      }
      const { properties, ...node } = one;
      const said = Object.entries(properties).filter(([, terms]) => terms.length > 0);
      yield { ...node, ...Object.fromEntries(said) };
    }
  }
  return jsonObjectWithList({ '@context': PREFIXES }, '@graph', graph());
}

function* toTurtle(records: Iterable<ExportRecord>, catalogue: DcatCatalogue): Generator<string> {
  for (const [name, iri] of Object.entries(PREFIXES)) yield `@prefix ${name}: <${iri}> .\n`;
  for (const node of nodesOf(records, catalogue)) {
    if (node === null) {
      yield '';
      continue;
    }
    const lines = Object.entries(node.properties)
      .filter(([, terms]) => terms.length > 0)
      .map(([name, terms]) => `  ${name} ${terms.map(turtleTerm).join(', ')}`);
    yield `\n${turtleIri(node['@id'])} a ${node['@type']} ;\n${lines.join(' ;\n')} .\n`;
  }
}

function turtleTerm(term: Term): string {
  if ('@id' in term) return turtleIri(term['@id']);
  // JSON's escapes are all Turtle's as well.
  const text = JSON.stringify(term['@value']);
  if (term['@language'] !== undefined) return `${text}@${term['@language']}`;
  return term['@type'] === undefined ? text : `${text}^^${term['@type']}`;
}

function turtleIri(iri: string): string {
  return `<${iri.replaceAll(/[^!#-;=?-[\]_a-z~\u00a0-\uffff]/gu, (one) => encodeURIComponent(one))}>`;
}
