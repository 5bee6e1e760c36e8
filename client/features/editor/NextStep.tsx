// What comes next in a document's life, for whoever is looking: hand in, finalise, return, reopen.
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import classes from './editor.module.css';
import { showBeginning } from './jump.ts';
import type { Step } from './StepDialogs.tsx';

// Dialogs come when they are asked for: most visits to a document end without one.
const FinaliseDialog = lazy(async () => ({
  default: (await import('./FinaliseDialog.tsx')).FinaliseDialog,
}));
const ReturnDialog = lazy(async () => ({
  default: (await import('./StepDialogs.tsx')).ReturnDialog,
}));
const ConfirmStep = lazy(async () => ({
  default: (await import('./StepDialogs.tsx')).ConfirmStep,
}));

interface NextStepProps {
  view: DocumentView;
  /** Before the form is shown: a drawer closes. */
  onLeave: (() => void) | undefined;
}

/** The buttons a person may press, none when there is nothing for them to do. */
export function NextStep({ view, onLeave }: NextStepProps) {
  const { t } = useTranslation('editor');
  const { rights, id, state } = view;
  const [isFinalising, finalising] = useDisclosure(false);
  const [isReturning, returning] = useDisclosure(false);
  const [asked, setAsked] = useState<Step | null>(null);
  const canSubmit = rights.submit && !rights.finalise;
  const other: { step: Step; label: string }[] = [
    ...(rights.withdraw ? [{ step: 'withdraw' as const, label: t('next.withdraw') }] : []),
  ];
  // What was withdrawn is taken up again where it says so, above the form.
  const canReopen = rights.reopen && !rights.review && state !== 'withdrawn';
  const hasSteps = rights.finalise || canSubmit || rights.review || canReopen;
  return (
    <div className={classes.next}>
      {(rights.finalise || canSubmit) && (
        <Button fullWidth size="md" onClick={finalising.open}>
          {rights.finalise ? t('next.finalise') : t('next.submit')}
        </Button>
      )}
      {rights.review && (
        <Button fullWidth variant="default" onClick={returning.open}>
          {t('next.return')}
        </Button>
      )}
      {canReopen && (
        <Button fullWidth variant="default" onClick={() => setAsked('reopen')}>
          {state === 'in-review' ? t('next.take-back') : t('next.reopen')}
        </Button>
      )}
      {other.length > 0 && (
        <Menu
          align="start"
          target={
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              rightSection={<IconChevronDown size={14} />}
            >
              {hasSteps ? t('next.more') : t('next.steps')}
            </Button>
          }
        >
          {other.map(({ step, label }) => (
            <MenuItem key={step} isDanger onClick={() => setAsked(step)}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
      <Suspense fallback={null}>
        {isFinalising && (
          <FinaliseDialog
            view={view}
            isSubmitting={canSubmit}
            onClose={finalising.close}
            onLeave={onLeave}
          />
        )}
        {isReturning && <ReturnDialog id={id} onClose={returning.close} />}
        {asked !== null && (
          <ConfirmStep
            view={view}
            step={asked}
            onClose={() => setAsked(null)}
            onDone={() => {
              setAsked(null);
              onLeave?.();
              // What came of it is said above the form.
              showBeginning();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
