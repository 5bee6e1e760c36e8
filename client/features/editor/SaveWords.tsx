// What is true about saving, in two words with a sign; the sentence is in the title and the banner.
import {
  type Icon,
  IconAlertTriangle,
  IconBook2,
  IconCloudCheck,
  IconCloudUp,
  IconDeviceLaptop,
  IconEye,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { useFact, useOpenDocument } from '../../collab/hooks.ts';
import classes from './editor.module.css';
import type { SaveTone } from './save-words.ts';
import { settleWords } from './settled-words.ts';

const ICONS: Record<SaveTone, Icon> = {
  good: IconCloudCheck,
  quiet: IconEye,
  busy: IconCloudUp,
  warning: IconDeviceLaptop,
  bad: IconAlertTriangle,
};

/** The save state, for the bar and the rail (CL4); the last of its words is the catalogue's. */
export function SaveWords({ view }: { view: DocumentView | null }) {
  const { t } = useTranslation('editor');
  const { saveState } = useOpenDocument();
  const { key, sentence, tone } = useFact(useMemo(() => settleWords(saveState), [saveState]));
  const revision = view?.state === 'finalised' ? view.headRevision : null;
  if (key === 'read-only' && revision !== null) {
    return (
      <span className={classes.save} data-tone="good" title={t('denial.finalised')}>
        <IconBook2 size={18} stroke={1.75} aria-hidden="true" />
        {t('save.in-catalogue', { revision })}
      </span>
    );
  }
  const SaveIcon = ICONS[tone];
  return (
    <span className={classes.save} data-tone={tone} title={t(`save.long.${sentence}`)}>
      <SaveIcon size={18} stroke={1.75} aria-hidden="true" />
      {t(`save.short.${key}`)}
    </span>
  );
}
