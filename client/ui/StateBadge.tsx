// Where a document stands in its life: icon and word, never colour alone.
import type { Icon } from '@tabler/icons-react';
import {
  IconArchive,
  IconArrowMerge,
  IconCircleCheck,
  IconEye,
  IconPencil,
  IconRefresh,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentState } from '../../shared/roles.ts';
import classes from './Badges.module.css';

const ICONS: Record<DocumentState, Icon> = {
  draft: IconPencil,
  'in-review': IconEye,
  finalised: IconCircleCheck,
  reopened: IconRefresh,
  withdrawn: IconArchive,
  merged: IconArrowMerge,
};

/** Icon and name of a state. */
export function StateBadge({ state }: { state: DocumentState }) {
  const { t } = useTranslation('shell');
  const StateIcon = ICONS[state];
  return (
    <span className={classes.state} data-state={state}>
      <StateIcon size={15} stroke={2} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  );
}
