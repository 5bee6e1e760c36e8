// What a document or record is about: icon and word.
import type { Icon } from '@tabler/icons-react';
import { IconBuildingCommunity, IconBulb, IconTool, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../shared/kinds.ts';
import classes from './Badges.module.css';

/** The icon of each kind. */
export const KIND_ICONS: Record<Kind, Icon> = {
  tool: IconTool,
  'use-case': IconBulb,
  organisation: IconBuildingCommunity,
  'collective-action': IconUsersGroup,
};

/** Icon and name of a kind. */
export function KindBadge({ kind }: { kind: Kind }) {
  const { t } = useTranslation('shell');
  const KindIcon = KIND_ICONS[kind];
  return (
    <span className={classes.kind}>
      <KindIcon size={16} stroke={1.75} aria-hidden="true" />
      {t(`kind.${kind}`)}
    </span>
  );
}
