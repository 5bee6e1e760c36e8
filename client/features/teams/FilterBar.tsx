// Looking for a document on the board: words of its title, its kind, its state.
import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isKind, KINDS } from '../../../shared/kinds.ts';
import type { DocumentState } from '../../../shared/roles.ts';
import classes from './BoardPage.module.css';
import { BOARD_ORDERS, type BoardFilter, type BoardOrder } from './board-order.ts';

interface FilterBarProps {
  filter: BoardFilter;
  onChange: (filter: BoardFilter) => void;
  order: BoardOrder;
  onOrder: (order: BoardOrder) => void;
}

/** States worth looking for; merged documents are found under what they were merged into. */
const STATES: readonly DocumentState[] = [
  'draft',
  'in-review',
  'finalised',
  'reopened',
  'withdrawn',
];

/** The search line. */
export function FilterBar({ filter, onChange, order, onOrder }: FilterBarProps) {
  const { t } = useTranslation(['teams', 'shell']);
  return (
    <search className={classes.filter}>
      <TextInput
        type="search"
        size="md"
        aria-label={t('teams:filter.search')}
        placeholder={t('teams:filter.search')}
        leftSection={<IconSearch size={18} />}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
      <Select
        size="md"
        aria-label={t('teams:filter.kind')}
        placeholder={t('teams:filter.any-kind')}
        clearable
        clearButtonProps={{ 'aria-label': t('teams:filter.any-kind') }}
        value={filter.kind}
        onChange={(kind) =>
          onChange({ ...filter, kind: kind !== null && isKind(kind) ? kind : null })
        }
        data={KINDS.map((kind) => ({ value: kind, label: t(`shell:kind.${kind}`) }))}
      />
      <Select
        size="md"
        aria-label={t('teams:filter.state')}
        placeholder={t('teams:filter.any-state')}
        clearable
        clearButtonProps={{ 'aria-label': t('teams:filter.any-state') }}
        value={filter.state}
        onChange={(value) =>
          onChange({ ...filter, state: STATES.find((state) => state === value) ?? null })
        }
        data={STATES.map((state) => ({ value: state, label: t(`shell:state.${state}`) }))}
      />
      <Select
        size="md"
        aria-label={t('teams:order.label')}
        allowDeselect={false}
        value={order}
        onChange={(value) => onOrder(BOARD_ORDERS.find((one) => one === value) ?? 'work')}
        data={BOARD_ORDERS.map((one) => ({ value: one, label: t(`teams:order.${one}`) }))}
      />
    </search>
  );
}
