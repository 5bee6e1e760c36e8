// The editor of an open document: title, form, and beside it completeness, people and what comes next.
import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { documentLanguages } from '../../../shared/document.ts';
import { openBegunNotes } from '../../collab/begun-notes.ts';
import { createFact } from '../../collab/fact.ts';
import {
  useDenial,
  useFactPart,
  useLeaveGuard,
  useOpenDocument,
  useReadiness,
  useTitle,
} from '../../collab/hooks.ts';
import { browserMarkStorage } from '../../collab/unsent-marks.ts';
import { canEditNow, isInVain } from './can-edit.ts';
import { DocumentForm } from './DocumentForm.tsx';
import { DocumentHead } from './DocumentHead.tsx';
import { DocumentNotices } from './DocumentNotices.tsx';
import { DuplicateRadar } from './DuplicateRadar.tsx';
import { documentQuery } from './document-query.ts';
import { EditorSkeleton, FormSkeleton } from './EditorSkeleton.tsx';
import classes from './editor.module.css';
import { Following } from './Following.tsx';
import { FollowContext } from './follow.ts';
import { type Form, FormContext } from './form-context.ts';
import { KeysHelp } from './KeysHelp.tsx';
import { LiveAnnouncer } from './LiveAnnouncer.tsx';
import { NoteDraftsContext } from './notes/note-drafts.ts';
import { type NotesPlace, NotesPlaceContext } from './notes/notes-place.ts';
import { useFreshNotes } from './notes/notes-query.ts';
import { Rail } from './Rail.tsx';
import { StateBanner } from './StateBanner.tsx';
import { UndoKeys } from './UndoKeys.tsx';
import { ViewNews } from './ViewNews.tsx';
import { useVisitKeeper, VisitContext } from './visit.ts';
import { useFreshWrittenAt } from './written-at.ts';

interface DocumentEditorProps {
  /** `null` until the server answers. */
  view: DocumentView | null;
  /** The server was asked in vain. */
  isUnanswered: boolean;
}

/** The whole screen of an open document. */
export function DocumentEditor({ view, isUnanswered }: DocumentEditorProps) {
  const { i18n } = useTranslation();
  const { documentId, personId, kind, doc, saveState, known } = useOpenDocument();
  const readiness = useReadiness();
  const denial = useDenial();
  // Parts of the save state only: the whole changes with every key, and with it every field.
  const isVain = useFactPart(saveState, isInVain);
  const isClosed = useFactPart(saveState, ({ type }) => type === 'closed');
  useLeaveGuard();
  useFreshView(denial, documentId);
  useRemembered(view, denial);
  useFreshNotes();
  const notesPlace = useNotesFromAddress();
  const [noteDrafts] = useState(() => openBegunNotes(browserMarkStorage(), personId, documentId));
  const visit = useVisitKeeper();
  useFreshWrittenAt();
  const [followed] = useState(() => createFact<string | null>(null));
  const [added, setAdded] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [wantedBeside, showBeside] = useState<string | null>(null);
  const canEdit = canEditNow({ view, known, denial, isInVain: isVain });
  const form = useMemo((): Form => {
    const written = readiness === 'opening' ? [] : documentLanguages(kind, doc);
    const languages = [
      ...new Set([...(view?.hackathon.languages ?? known?.languages ?? []), ...written, ...added]),
    ];
    const spoken = languages.find((one) => one === i18n.language);
    const language = chosen ?? spoken ?? languages[0] ?? i18n.language;
    return {
      kind,
      documentId,
      hackathonId: view?.hackathonId ?? null,
      canEdit,
      languages,
      language,
      beside: wantedBeside === language ? null : wantedBeside,
      showBeside,
      chooseLanguage(next) {
        setAdded((before) => (languages.includes(next) ? before : [...before, next]));
        setChosen(next);
      },
    };
  }, [
    view,
    known,
    readiness,
    kind,
    doc,
    documentId,
    added,
    chosen,
    wantedBeside,
    canEdit,
    i18n.language,
  ]);

  if (readiness === 'opening' && !isClosed) return <EditorSkeleton />;
  return (
    <FormContext value={form}>
      <NotesPlaceContext value={notesPlace}>
        <NoteDraftsContext value={noteDrafts}>
          <FollowContext value={followed}>
            <VisitContext value={visit}>
              <TabTitle />
              <UndoKeys className={classes.page}>
                <DocumentHead view={view} />
                {view !== null && (
                  <DocumentNotices hackathonId={view.hackathonId} documentId={view.id} />
                )}
                <StateBanner view={view} isUnanswered={isUnanswered} />
                {readiness !== 'opening' && <BelowName view={view} />}
                <LiveAnnouncer view={view} />
                {view !== null && <ViewNews view={view} />}
                <Following />
                <KeysHelp />
              </UndoKeys>
            </VisitContext>
          </FollowContext>
        </NoteDraftsContext>
      </NotesPlaceContext>
    </FormContext>
  );
}

/** All but the name, which can be written in before this is drawn: keys may interrupt the drawing. */
function BelowName({ view }: { view: DocumentView | null }) {
  const isDue = useDeferredValue(true, false);
  if (!isDue) return <FormSkeleton />;
  return (
    <>
      <DuplicateRadar place="form" />
      <div className={classes.layout}>
        <DocumentForm />
        <Rail view={view} />
      </div>
    </>
  );
}

function TabTitle() {
  const { t } = useTranslation(['editor', 'shell']);
  const title = useTitle();
  return <title>{t('shell:title', { page: title === '' ? t('untitled') : title })}</title>;
}

/** Asks again what the document is and what I may do whenever the socket says that it changed. */
function useFreshView(denial: string | null | undefined, documentId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (denial === undefined) return;
    void queryClient.invalidateQueries({ queryKey: documentQuery(documentId).queryKey });
  }, [queryClient, denial, documentId]);
}

/** Keeps for a visit without a line what the server says today. */
function useRemembered(view: DocumentView | null, denial: string | null | undefined): void {
  const { remember } = useOpenDocument();
  useEffect(() => {
    if (view === null) return;
    const canWrite = denial === undefined ? view.rights.write : denial === null;
    remember({ canWrite, languages: view.hackathon.languages });
  }, [remember, view, denial]);
}

/** Where notes are open, beginning with the place a board or a mail led to. */
function useNotesFromAddress() {
  const asked = useSearchParams()[0].get('notes');
  const [place] = useState(() => createFact<NotesPlace>(asked));
  useEffect(() => {
    if (asked !== null) place.set(asked);
  }, [place, asked]);
  return place;
}
