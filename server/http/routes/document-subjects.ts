// Finds the document a request names and asks `can()`. What one may not even read answers as if it
// did not exist (AC2).
import type { Context } from 'hono';
import { type Actor, can, type Verbs } from '../../../shared/roles.ts';
import type { DocumentSubject } from '../../documents/document-access.ts';
import type { DocumentRow, Documents } from '../../documents/documents.ts';
import { type Env, requireActor } from '../context.ts';
import { forbidden, notFound } from '../errors.ts';

/** The document of this id, for somebody who may do `verb` to it. */
export function requireDocument(
  c: Context<Env>,
  documents: Documents,
  verb: Verbs['document'],
  id: string,
): { document: DocumentRow; subject: DocumentSubject; actor: Actor } {
  const actor = requireActor(c);
  const document = documents.require(id);
  const subject = documents.subject(document);
  if (!can(actor, 'read', subject)) throw notFound('document');
  if (!can(actor, verb, subject)) throw forbidden();
  return { document, subject, actor };
}
