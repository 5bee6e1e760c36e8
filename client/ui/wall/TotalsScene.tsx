// The numbers of the hackathon, as large as the hall, beside those of Paris 2016.
import { useTranslation } from 'react-i18next';
import type { TotalsView } from '../../../shared/api/live.ts';
import { PARIS_2016 } from './paris-2016.ts';
import { RollingNumber } from './RollingNumber.tsx';
import classes from './Scenes.module.css';

/** Six numbers; four of them with how far they are on the way to those of 2016. */
export function TotalsScene({ totals }: { totals: TotalsView }) {
  const { t } = useTranslation('wall');
  const { drafts, finalised, signatories, countries } = totals;
  const actions = drafts['collective-action'] + finalised['collective-action'];
  return (
    <div className={classes.totals}>
      <Total
        value={finalised.tool}
        name={t('figures.tool', { count: finalised.tool })}
        then={PARIS_2016.tools}
      />
      <Total
        value={finalised['use-case']}
        name={t('figures.use-case', { count: finalised['use-case'] })}
        then={PARIS_2016.useCases}
      />
      <Total
        value={finalised.organisation}
        name={t('figures.organisation', { count: finalised.organisation })}
        then={PARIS_2016.organisations}
      />
      <Total
        value={signatories}
        name={t('figures.commitment', { count: signatories })}
        then={PARIS_2016.contributions}
        isAtLeast
      />
      <Total value={countries} name={t('figures.country', { count: countries })} />
      <Total value={actions} name={t('totals.actions', { count: actions })} />
    </div>
  );
}

interface TotalProps {
  value: number;
  name: string;
  then?: number;
  /** The number of 2016 is a lower bound. */
  isAtLeast?: boolean;
}

function Total({ value, name, then, isAtLeast = false }: TotalProps) {
  const { t, i18n } = useTranslation('wall');
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <div className={classes.total}>
      <p className={classes.value} data-wide={value >= 1000 || undefined}>
        <RollingNumber value={value} />
      </p>
      <p className={classes.name}>{name}</p>
      {then !== undefined && (
        <>
          <div className={classes.way} aria-hidden="true">
            <div style={{ transform: `scaleX(${Math.min(1, value / then)})` }} />
          </div>
          <p className={classes.measure} data-beaten={value > then || undefined}>
            {value > then
              ? t('totals.beaten', { number: number.format(then) })
              : t('figures.then', { number: `${number.format(then)}${isAtLeast ? '+' : ''}` })}
          </p>
        </>
      )}
    </div>
  );
}
