// Asking everybody in a hackathon to look at one document. Shows nothing to whoever may not.
import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEyeShare } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { can, type HackathonState } from '../../shared/roles.ts';
import { api, unwrap } from '../api.ts';
import { toActor, useSession } from '../session.ts';
import { useReport } from './use-report.ts';

// It weighs more than the screens this stands on, and most visits need none.
const AskDialog = lazy(async () => ({ default: (await import('./AskDialog.tsx')).AskDialog }));

interface SpotlightButtonProps {
  hackathon: { id: string; state: HackathonState };
  documentId: string;
  title: string;
  /** With its words beside the icon. */
  isLarge?: boolean;
}

/** Says what will happen first: it reaches everybody. */
export function SpotlightButton({
  hackathon,
  documentId,
  title,
  isLarge = false,
}: SpotlightButtonProps) {
  const { t } = useTranslation('shell');
  const session = useSession();
  const report = useReport();
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!can(toActor(session), 'announce', { type: 'hackathon', ...hackathon })) return null;
  const ask = async () => {
    const request = api.hackathons[':id'].spotlight.$post({
      param: { id: hackathon.id },
      json: { documentId },
    });
    if (await report(unwrap(request))) close();
  };
  return (
    <>
      {isLarge ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconEyeShare size={18} aria-hidden="true" />}
          onClick={open}
        >
          {t('spotlight.show')}
        </Button>
      ) : (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={t('spotlight.show-one', { title })}
          title={t('spotlight.show')}
          onClick={open}
        >
          <IconEyeShare size={20} stroke={1.75} />
        </ActionIcon>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <AskDialog
            title={t('spotlight.show')}
            confirm={t('spotlight.do')}
            onConfirm={ask}
            onClose={close}
            isHarmless
          >
            {t('spotlight.question', { title })}
          </AskDialog>
        </Suspense>
      )}
    </>
  );
}
