/** @jsxImportSource hono/jsx */
// The description of the API as a page to read, made from its OpenAPI document. In English, as the
// API is. Knows the few parts of OpenAPI that ours uses.
import { Linked, renderPage } from './layout.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** The parts of an OpenAPI document that are shown. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-rule'?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content }>
  >;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly maximum?: number;
  readonly maxLength?: number;
}

interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Deepest nesting of an answer that is spelt out. */
const MAX_DEPTH = 3;

/** The whole description: what anybody may read first, then what needs a session. */
export function renderApiDocs(document: ApiDocument, site: Site): string {
  const { t } = wordsOf(site.language);
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const open = operations.filter(
    ({ path, method }) => method === 'GET' && path.startsWith('/api/records'),
  );
  const others = operations.filter((one) => !open.includes(one));
  return renderPage(
    {
      title: 'API',
      description: document.info.description ?? document.info.title,
      place: { to: 'api-docs' },
    },
    site,
    <article class="record api">
      <header class="page-head">
        <nav class="crumbs" aria-label={t('catalogue:crumbs')}>
          <Linked site={site} place={{ to: 'catalogue' }}>
            {t('catalogue:title')}
          </Linked>
        </nav>
        <h1>API</h1>
      </header>
      <div lang="en">
        <p class="lead">
          Everything that is published can be read without an account or a key, from any page of any
          site. Answers are JSON, in UTF-8; times are milliseconds since 1970 by the server’s clock.
        </p>
        <ul>
          <li>
            Lists come a page at a time: pass <code>nextCursor</code> back as <code>cursor</code>.
            Whole, with the same filters, they are <code>/api/records.json</code> and{' '}
            <code>/api/records.csv</code>.
          </li>
          <li>
            Send the <code>ETag</code> of an answer back as <code>If-None-Match</code>; when nothing
            has changed, the answer is an empty <code>304</code>.
          </li>
          <li>
            An error is <code>{'{"error": {"code", "message"}}'}</code>; the code is stable.
          </li>
          <li>
            Machines read <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1), and what
            is new at <a href="/catalogue/feed.atom">/catalogue/feed.atom</a> and{' '}
            <a href="/catalogue/feed.json">/catalogue/feed.json</a>.
          </li>
        </ul>
        <pre tabindex={0}>
          <code>{`curl '${site.absolute({ to: 'list-file', format: 'json', search: { q: 'open budget', kind: 'tool' } }) ?? ''}'`}</code>
        </pre>
        <section class="section">
          <h2>Reading the catalogue</h2>
          {open.map((one) => (
            <OperationDocs {...one} isOpen />
          ))}
        </section>
        <section class="section">
          <h2>Everything else</h2>
          <p>
            Used by the screens of this server: most need the session cookie, and a rule of its own
            decides who may ask. It may change from one version to the next.
          </p>
          {others.map((one) => (
            <OperationDocs {...one} isOpen={false} />
          ))}
        </section>
      </div>
    </article>,
  );
}

function OperationDocs({ method, path, operation, isOpen }: Described & { isOpen: boolean }) {
  const { parameters = [], responses = {} } = operation;
  const body = schemaOf(operation.requestBody?.content);
  return (
    <details class="operation" open={isOpen}>
      <summary>
        <code>
          {method} {path}
        </code>
        <span class="aside">{operation.summary}</span>
      </summary>
      {operation.description !== undefined && (
        <p>
          <Marked text={operation.description} />
        </p>
      )}
      {!isOpen && <p class="aside">Rule: {operation['x-rule'] ?? 'none'}</p>}
      {parameters.length > 0 && (
        <section class="table" aria-label={`Parameters of ${method} ${path}`} tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Parameter</th>
                <th scope="col">Type</th>
                <th scope="col">Meaning</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map((parameter) => (
                <tr>
                  <td>
                    <code>{parameter.name}</code>
                    {parameter.required === true && ' (required)'}
                  </td>
                  <td>{typeWords(parameter.schema)}</td>
                  <td>
                    <Marked text={parameter.description ?? ''} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {body !== null && (
        <pre tabindex={0}>
          <code>{shape(body, 0)}</code>
        </pre>
      )}
      <ul class="answers">
        {Object.entries(responses).map(([status, { description, content }]) => {
          const schema = status.startsWith('2') ? schemaOf(content) : null;
          return (
            <li>
              <code>{status}</code> <Marked text={description ?? ''} />
              {schema?.properties !== undefined && (
                <pre tabindex={0}>
                  <code>{shape(schema, 0)}</code>
                </pre>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Text with `code` in it. */
function Marked({ text }: { text: string }) {
  return (
    <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
  );
}

function schemaOf(content: Content | undefined): Schema | null {
  return content?.['application/json']?.schema ?? null;
}

function typeWords(schema: Schema | undefined): string {
  if (schema === undefined) return '';
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeWords).join(' | ');
  if (schema.enum !== undefined) return schema.enum.map(String).filter(Boolean).join(' | ');
  const type = [schema.type ?? 'any'].flat().join(' | ');
  if (schema.type === 'array') return `${typeWords(schema.items)}[]`;
  return schema.maximum === undefined ? type : `${type}, at most ${schema.maximum}`;
}

/** A schema as somebody would write down what it looks like. */
function shape(schema: Schema, depth: number): string {
  const indent = '  '.repeat(depth + 1);
  if (schema.type === 'array' && schema.items !== undefined)
    return `[${shape(schema.items, depth)}]`;
  if (schema.properties === undefined || depth > MAX_DEPTH) return typeWords(schema);
  const lines = Object.entries(schema.properties).map(
    ([name, value]) =>
      `${indent}${name}${schema.required?.includes(name) === false ? '?' : ''}: ${shape(value, depth + 1)}`,
  );
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}
