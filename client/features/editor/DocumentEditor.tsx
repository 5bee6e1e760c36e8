// The editor of an open document: title, form, and beside it completeness, people and what comes next.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api.ts';
import { documentLanguages } from '../../../shared/document.ts';
import {
  useDenial,
  useLeaveGuard,
  useOpenDocument,
  useReadiness,
  useSaveState,
  useTitle,
} from '../../collab/hooks.ts';
import { canEditNow } from './can-edit.ts';
import { DocumentForm } from './DocumentForm.tsx';
import { DocumentHead } from './DocumentHead.tsx';
import { documentQuery } from './document-query.ts';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import classes from './editor.module.css';
import { FormContext } from './form-context.ts';
import { LiveAnnouncer } from './LiveAnnouncer.tsx';
import { Rail } from './Rail.tsx';
import { StateBanner } from './StateBanner.tsx';
import { UndoKeys } from './UndoKeys.tsx';

interface DocumentEditorProps {
  /** `null` until the server answers. */
  view: DocumentView | null;
  /** The server was asked in vain. */
  isUnanswered: boolean;
}

/** The whole screen of an open document. */
export function DocumentEditor({ view, isUnanswered }: DocumentEditorProps) {
  const { t, i18n } = useTranslation(['editor', 'shell', 'fields']);
  const { documentId, kind, doc } = useOpenDocument();
  const readiness = useReadiness();
  const denial = useDenial();
  const saveState = useSaveState();
  const title = useTitle();
  useFreshView(denial, documentId);
  useLeaveGuard();
  const [added, setAdded] = useState<readonly string[]>([]);
  const languages = useMemo(() => {
    const written = readiness === 'opening' ? [] : documentLanguages(kind, doc);
    return [...new Set([...(view?.hackathon.languages ?? []), ...written, ...added])];
  }, [view, readiness, kind, doc, added]);
  const [chosen, setChosen] = useState<string | null>(null);
  const language =
    chosen ?? languages.find((one) => one === i18n.language) ?? languages[0] ?? i18n.language;

  if (readiness === 'opening' && saveState.type !== 'closed') return <EditorSkeleton />;
  const canEdit = canEditNow({ view, denial, saveState });
  return (
    <FormContext
      value={{
        kind,
        documentId,
        hackathonId: view?.hackathonId ?? null,
        canEdit,
        languages,
        language,
        chooseLanguage(next) {
          if (!languages.includes(next)) setAdded([...added, next]);
          setChosen(next);
        },
      }}
    >
      <title>{t('shell:title', { page: title === '' ? t('untitled') : title })}</title>
      <UndoKeys className={classes.page}>
        <DocumentHead view={view} />
        <StateBanner view={view} isUnanswered={isUnanswered} />
        {readiness !== 'opening' && (
          <div className={classes.layout}>
            <DocumentForm />
            <Rail view={view} />
          </div>
        )}
        <LiveAnnouncer view={view} />
      </UndoKeys>
    </FormContext>
  );
}

/** Asks again what the document is and what I may do whenever the socket says that it changed. */
function useFreshView(denial: string | null | undefined, documentId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (denial === undefined) return;
    void queryClient.invalidateQueries({ queryKey: documentQuery(documentId).queryKey });
  }, [queryClient, denial, documentId]);
}
