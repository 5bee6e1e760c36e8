// The five numbers of the summit, large, with those of Paris 2016 as a quiet measure.
import {
  IconBuildingCommunity,
  IconBulb,
  IconTool,
  IconUsersGroup,
  IconWorld,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import classes from './Figures.module.css';
import { PARIS_2016 } from './paris-2016.ts';
import { RollingNumber } from './RollingNumber.tsx';

/** Counts of what is in the catalogue, what is being written, and who joined. */
export function Figures({ totals }: { totals: WallView['totals'] }) {
  const { t, i18n } = useTranslation('wall');
  const { drafts, finalised, signatories, countries } = totals;
  const then = (number: number, suffix = '') =>
    t('figures.then', {
      number: `${new Intl.NumberFormat(i18n.language).format(number)}${suffix}`,
    });
  const inTheMaking = (count: number) => (count > 0 ? t('figures.drafts', { count }) : null);
  const actions = drafts['collective-action'] + finalised['collective-action'];
  return (
    <section className={classes.figures} aria-label={t('figures.title')}>
      <Figure
        icon={<IconTool />}
        value={finalised.tool}
        name={t('figures.tool', { count: finalised.tool })}
        news={inTheMaking(drafts.tool)}
        measure={then(PARIS_2016.tools)}
      />
      <Figure
        icon={<IconBulb />}
        value={finalised['use-case']}
        name={t('figures.use-case', { count: finalised['use-case'] })}
        news={inTheMaking(drafts['use-case'])}
        measure={then(PARIS_2016.useCases)}
      />
      <Figure
        icon={<IconBuildingCommunity />}
        value={finalised.organisation}
        name={t('figures.organisation', { count: finalised.organisation })}
        news={inTheMaking(drafts.organisation)}
        measure={then(PARIS_2016.organisations)}
      />
      <Figure
        icon={<IconUsersGroup />}
        value={signatories}
        name={t('figures.commitment', { count: signatories })}
        news={actions > 0 ? t('figures.actions', { count: actions }) : null}
        measure={then(PARIS_2016.contributions, '+')}
      />
      <Figure
        icon={<IconWorld />}
        value={countries}
        name={t('figures.country', { count: countries })}
        news={null}
        measure={null}
      />
    </section>
  );
}

interface FigureProps {
  icon: ReactNode;
  value: number;
  name: string;
  news: string | null;
  measure: string | null;
}

function Figure({ icon, value, name, news, measure }: FigureProps) {
  return (
    <div className={classes.figure} data-wide={value >= 1000 || undefined}>
      <p className={classes.value}>
        <RollingNumber value={value} />
      </p>
      <p className={classes.name}>
        {icon}
        {name}
      </p>
      {news !== null && <p className={classes.news}>{news}</p>}
      {measure !== null && <p className={classes.measure}>{measure}</p>}
    </div>
  );
}
