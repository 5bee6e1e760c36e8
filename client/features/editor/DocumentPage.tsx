// The screen of one document: finds out what it is, opens it, and hands it to the editor or says why
// it cannot be shown (CL3).
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { DocumentView } from '../../../shared/api/documents.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { ApiError } from '../../api.ts';
import { documentRegistry } from '../../collab/document-registry.ts';
import { DocumentContext, useDocumentLease } from '../../collab/hooks.ts';
import { listLocalCopies } from '../../collab/local-copies.ts';
import type { OpenDocumentOptions } from '../../collab/open-document.ts';
import { browserMarkStorage } from '../../collab/unsent-marks.ts';
import { rememberedSession, useSession } from '../../session.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { DocumentEditor } from './DocumentEditor.tsx';
import { documentQuery } from './document-query.ts';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import { FORM_WORDS } from './form-words.ts';

/** The words of the form and what stands around it. */
const WORDS = [...FORM_WORDS, 'teams'];

/**
 * Begins to open what this browser keeps of a document, so that it is read while the screen is drawn.
 * Nobody holds it yet: it closes by itself when the screen does not come.
 */
export function openKept(id: string): null {
  const person = rememberedSession()?.person ?? null;
  const kind = person === null ? null : keptKind(person.id, id, null);
  if (person !== null && kind !== null) {
    documentRegistry.acquire(openOptions(id, person.id, kind)).release();
  }
  return null;
}

/** The route `/documents/:id`. */
export function DocumentPage() {
  const { id = '' } = useParams();
  const { t, i18n } = useTranslation('shell');
  // All at once and now: asked for one after another, each would have the form drawn once more.
  useState(() => void i18n.loadNamespaces(WORDS));
  const { person } = useSession();
  const { data: view, error, failureReason, refetch } = useQuery(documentQuery(id));
  if (person === null) {
    return (
      <ErrorScreen
        code="signed_out"
        action={{ label: t('error.sign-in'), href: `/sign-in?next=/documents/${id}` }}
      />
    );
  }
  // What this browser keeps is shown before the answer, and without one, to read.
  const kind = view?.kind ?? keptKind(person.id, id, failureReason);
  if (kind !== null) {
    return (
      <OpenedDocument
        key={id}
        id={id}
        personId={person.id}
        kind={kind}
        view={view ?? null}
        isUnanswered={view === undefined && failureReason !== null}
      />
    );
  }
  if (error !== null) {
    return (
      <ErrorScreen
        code={error instanceof ApiError ? error.code : 'client_error'}
        action={{ label: t('error.try-again'), onClick: () => void refetch() }}
      />
    );
  }
  return <EditorSkeleton />;
}

/**
 * The kind of a kept copy, unless the server said that it is not for this person; a proxy in front of one
 * that is away says nothing of the kind.
 */
function keptKind(personId: string, id: string, error: Error | null): Kind | null {
  const isAnswer = error instanceof ApiError && error.code !== 'unreachable';
  if (isAnswer && [401, 403, 404].includes(error.status)) return null;
  return listLocalCopies(personId).find(({ documentId }) => documentId === id)?.kind ?? null;
}

function openOptions(documentId: string, personId: string, kind: Kind): OpenDocumentOptions {
  return {
    documentId,
    personId,
    kind,
    serverUrl: location.origin.replace(/^http/, 'ws'),
    marks: browserMarkStorage(),
    isStillMe() {
      const session = rememberedSession();
      return session === undefined || session.person?.id === personId;
    },
  };
}

interface OpenedDocumentProps {
  id: string;
  personId: string;
  kind: Kind;
  /** `null` until the server answers. */
  view: DocumentView | null;
  isUnanswered: boolean;
}

function OpenedDocument({ id, personId, kind, view, isUnanswered }: OpenedDocumentProps) {
  const document = useDocumentLease(openOptions(id, personId, kind));
  if (document === null) return <EditorSkeleton />;
  return (
    <DocumentContext value={document}>
      <DocumentEditor view={view} isUnanswered={isUnanswered} />
    </DocumentContext>
  );
}
