// What a push changes or has changed: card by card, and attribute by attribute when unfolded.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDifference, CardFieldDifference } from '../../../../shared/api/pushes.ts';
import panel from '../panel.module.css';
import classes from './exports.module.css';

interface DifferencesProps<T extends CardDifference> {
  differences: readonly T[];
  /** Further words on a card. */
  children?: (difference: T) => ReactNode;
}

/** One line per card. */
export function Differences<T extends CardDifference>({
  differences,
  children,
}: DifferencesProps<T>) {
  const { t } = useTranslation('exports');
  return (
    <ul className={panel.list}>
      {differences.map((difference) => (
        <li key={difference.recordId} className={panel.item}>
          <span className={panel.grow}>
            <a href={difference.path} className={classes.name} dir="auto">
              {difference.title}
            </a>
            {children?.(difference)}
          </span>
          <span className={classes.change} data-change={difference.change}>
            {t(`change.${difference.change}`)}
          </span>
          {difference.change === 'changed' && <Fields fields={difference.fields} />}
        </li>
      ))}
    </ul>
  );
}

function Fields({ fields }: { fields: readonly CardFieldDifference[] }) {
  const { t } = useTranslation('exports');
  const words = (values: readonly string[]) => values.join('\n') || t('nothing');
  return (
    <dl className={classes.fields}>
      {fields.map(({ label, before, after }) => (
        <div key={label}>
          <dt lang="en">{label}</dt>
          <dd>
            <p className={classes.side} dir="auto">
              <span>{t('before')}</span>
              {words(before)}
            </p>
            <p className={classes.side} dir="auto">
              <span>{t('after')}</span>
              {words(after)}
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
