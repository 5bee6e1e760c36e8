// Which column is for which field, with some of its values to know it by.
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/api/imports.ts';
import type { Kind } from '../../../shared/kinds.ts';
import classes from './imports.module.css';
import { useTargets } from './targets.ts';

interface MappingTableProps {
  columns: NonNullable<ImportPreview['columns']>;
  kind: Kind;
  languages: readonly string[];
  canNameTeams: boolean;
  onChange: (mapping: string[]) => void;
  /** The columns were guessed, and somebody should look. */
  isGuess: boolean;
}

/** Stands for a column that is left out. */
const NOTHING = '-';

/** One line a column. */
export function MappingTable(props: MappingTableProps) {
  const { columns, kind, languages, canNameTeams, onChange, isGuess } = props;
  const { t } = useTranslation('imports');
  const tags = columns.flatMap(({ target }) => target.split('.')[1] ?? []);
  const targets = useTargets(kind, [...new Set([...languages, ...tags])], {
    namesTeams: canNameTeams,
    namesKinds: columns.some(({ target }) => target === 'kind'),
  });
  const left = columns.filter(({ target }) => target === '').length;
  return (
    <details className={classes.mapping} open={isGuess && left > 0}>
      <summary>{t('mapping.title', { taken: columns.length - left, all: columns.length })}</summary>
      <ul className={classes.columns}>
        {columns.map(({ heading, samples, target }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: headings repeat; a column is its place.
          <li key={place} data-left={target === '' || undefined}>
            <div className={classes.grow}>
              <bdi className={classes.strong}>
                {heading === '' ? t('mapping.column', { place: place + 1 }) : heading}
              </bdi>
              <div className={classes.samples}>
                <bdi>{samples.join(' · ')}</bdi>
              </div>
            </div>
            <Select
              className={classes.target}
              aria-label={t('mapping.target', { heading: heading || String(place + 1) })}
              allowDeselect={false}
              searchable
              data={[{ value: NOTHING, label: t('mapping.nothing') }, ...targets]}
              value={target === '' ? NOTHING : target}
              onChange={(value) =>
                onChange(
                  columns.map((column, at) =>
                    at === place ? (value === NOTHING ? '' : (value ?? '')) : column.target,
                  ),
                )
              }
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
