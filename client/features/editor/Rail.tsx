// Beside the form: saving, completeness, people, what comes next. On a phone a bar at the bottom that
// opens the same as a drawer.
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDownload,
  IconHistory,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { copyFile } from '../../collab/copy-files.ts';
import {
  useCompleteness,
  useConnection,
  useFact,
  useOpenDocument,
  usePeople,
} from '../../collab/hooks.ts';
import { CompletenessRing } from '../../ui/CompletenessRing.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { CompletenessList } from './CompletenessList.tsx';
import { DuplicateRadar } from './DuplicateRadar.tsx';
import classes from './editor.module.css';
import { useForm } from './form-context.ts';
import { NewsList } from './NewsList.tsx';
import { NextStep } from './NextStep.tsx';
import { NotesPanel } from './notes/NotesPanel.tsx';
import { PeopleHere } from './PeopleHere.tsx';
import { SaveWords } from './SaveWords.tsx';
import { TeamsHere } from './TeamsHere.tsx';

const Sheet = lazy(async () => ({ default: (await import('../../ui/Sheet.tsx')).Sheet }));

/** The rail at every width. */
export function Rail({ view }: { view: DocumentView | null }) {
  return (
    <>
      <aside className={classes.rail}>
        <RailContent view={view}>
          <DuplicateRadar place="rail" />
        </RailContent>
      </aside>
      <BottomBar view={view} />
    </>
  );
}

interface RailContentProps {
  view: DocumentView | null;
  onLeave?: () => void;
  /** What stands first on a wide screen; a phone has its own place for it. */
  children?: ReactNode;
}

function RailContent({ view, onLeave, children }: RailContentProps) {
  const { t } = useTranslation('editor');
  const { documentId } = useOpenDocument();
  const isClosed = useConnection().type === 'closed';
  return (
    <div className={classes.railContent}>
      <div className={classes.railLine}>
        <SaveWords view={view} />
        <UndoButtons />
      </div>
      {children}
      {view !== null && !isClosed && <NextStep view={view} onLeave={onLeave} />}
      <CompletenessList isFinalised={view?.state === 'finalised'} onJump={onLeave} />
      <NewsList onJump={onLeave} />
      <PeopleHere onJump={onLeave} />
      {view !== null && <TeamsHere view={view} />}
      <NotesPanel onJump={onLeave} />
      <div className={classes.railFoot}>
        <Link to={`/documents/${documentId}/history`}>
          <IconHistory size={17} stroke={1.75} aria-hidden="true" />
          {t('history.link')}
        </Link>
        <DownloadButton />
        {view !== null && (view.state === 'draft' || view.state === 'reopened') && (
          <span className={classes.deadline}>
            <Countdown deadlineAt={view.deadlineAt} />
          </span>
        )}
      </div>
    </div>
  );
}

/** Everything that is written here, as one Markdown file to read and to keep. */
function DownloadButton() {
  const { t } = useTranslation(['editor', 'fields']);
  const { kind, doc } = useOpenDocument();
  const download = () => {
    saveFile(copyFile(kind, doc, 'text', (field) => t(`fields:label.${field}`)));
  };
  return (
    <button type="button" className={classes.download} onClick={download}>
      <IconDownload size={17} stroke={1.75} aria-hidden="true" />
      {t('copy.markdown')}
    </button>
  );
}

function UndoButtons() {
  const { t } = useTranslation('editor');
  const { undo } = useOpenDocument();
  const { canEdit } = useForm();
  const canUndo = useFact(undo.canUndo);
  const canRedo = useFact(undo.canRedo);
  if (!canEdit) return null;
  return (
    <span className={classes.undo}>
      <button
        type="button"
        aria-label={t('undo')}
        title={t('undo')}
        disabled={!canUndo}
        onClick={undo.undo}
      >
        <IconArrowBackUp size={19} stroke={1.75} aria-hidden="true" />
      </button>
      <button
        type="button"
        aria-label={t('redo')}
        title={t('redo')}
        disabled={!canRedo}
        onClick={undo.redo}
      >
        <IconArrowForwardUp size={19} stroke={1.75} aria-hidden="true" />
      </button>
    </span>
  );
}

function BottomBar({ view }: { view: DocumentView | null }) {
  const { t } = useTranslation('editor');
  const { ratio } = useCompleteness();
  const people = usePeople();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <div className={classes.bottomBar}>
      <CompletenessRing ratio={ratio} size={40} isFinalised={view?.state === 'finalised'} />
      <SaveWords view={view} />
      <span className={classes.barPeople}>
        {people.slice(0, 2).map(({ id, name, colour }) => (
          <PersonAvatar key={id} name={name} colour={colour} size={26} label={name} />
        ))}
        {people.length > 2 && <span className={classes.barMore}>{`+${people.length - 2}`}</span>}
      </span>
      <Button size="sm" onClick={open}>
        {t('next.open')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <Sheet title={t('next.title')} isOpen onClose={close}>
            <RailContent view={view} onLeave={close} />
          </Sheet>
        </Suspense>
      )}
    </div>
  );
}
