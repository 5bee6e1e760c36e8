// How entries of a hackathon may begin: a kind and prefilled words. Knows no document.
import type { Database } from 'better-sqlite3';
import { isLanguageTag } from '../../shared/document.ts';
import { createId } from '../../shared/ids.ts';
import type { Kind } from '../../shared/kinds.ts';
import { requireName } from '../accounts/people.ts';
import { AppError } from '../http/errors.ts';
import type { Audit } from './audit.ts';

/** A template as stored. */
export interface Template {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  /** The description to begin with, by BCP 47 tag; plain text, a blank line parts paragraphs. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The templates of this server's hackathons. */
export interface Templates {
  /** In the order they were given. */
  list(hackathonId: string): Template[];
  get(hackathonId: string, id: string): Template | null;
  /** Puts these in place of what was there. Documents that began with one stay as they are. */
  replace(
    hackathonId: string,
    templates: readonly Omit<Template, 'id'>[],
    by: string | null,
  ): Template[];
}

/** A tag that a document can have words in; throws `422 unknown_language`. */
function requireLanguage(tag: string): string {
  if (isLanguageTag(tag)) return tag;
  throw new AppError(422, 'unknown_language', 'Languages are written like "en" or "pt-BR".');
}

/** Opens the templates kept in `db`. */
export function openTemplates({ db, audit }: { db: Database; audit: Audit }): Templates {
  type Row = Omit<Template, 'texts'> & { readonly texts: string };
  const select = db.prepare<[string], Row>(
    'SELECT id, kind, name, texts FROM document_template WHERE hackathonId = ? ORDER BY position',
  );
  const remove = db.prepare<[string]>('DELETE FROM document_template WHERE hackathonId = ?');
  const insert = db.prepare<Row & { hackathonId: string; position: number }>(
    `INSERT INTO document_template (id, hackathonId, kind, name, texts, position)
     VALUES (:id, :hackathonId, :kind, :name, :texts, :position)`,
  );
  const list = (hackathonId: string): Template[] =>
    select
      .all(hackathonId)
      .map((row) => ({ ...row, texts: JSON.parse(row.texts) as Template['texts'] }));

  return {
    list,
    get: (hackathonId, id) => list(hackathonId).find((one) => one.id === id) ?? null,
    replace(hackathonId, templates, by) {
      const rows = templates.map(({ kind, name, texts }, position) => ({
        id: createId(),
        hackathonId,
        kind,
        name: requireName(name),
        texts: JSON.stringify(
          Object.fromEntries(
            Object.entries(texts)
              .filter(([, text]) => text.trim() !== '')
              .map(([language, text]) => [requireLanguage(language), text.trim()]),
          ),
        ),
        position,
      }));
      db.transaction(() => {
        remove.run(hackathonId);
        for (const row of rows) insert.run(row);
        const action = 'templates-changed';
        const detail = { templates: rows.map(({ kind, name }) => ({ kind, name })) };
        audit.record({ personId: by, hackathonId, action, subject: hackathonId, detail });
      })();
      return list(hackathonId);
    },
  };
}
