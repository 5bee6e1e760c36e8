// How a hackathon went: its film, what came of it, who contributed, and what to take home.
import { Button } from '@mantine/core';
import { IconBook, IconCertificate, IconPrinter } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { ClosingView } from '../../../shared/api/closing.ts';
import { can } from '../../../shared/roles.ts';
import { toActor, useSession } from '../../session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { HeaderLink } from '../../ui/HeaderLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import { Film } from '../../ui/wall/Film.tsx';
import classes from './closing.module.css';
import { closingQuery } from './queries.ts';

/** `/hackathons/:slug/closing`. */
export function ClosingPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  if (person === null) return <SignInFirst />;
  return <Closing slug={slug} />;
}

function Closing({ slug }: { slug: string }) {
  const { t } = useTranslation('closing');
  const session = useSession();
  const { data: closing } = useSuspenseQuery(closingQuery(slug));
  const { hackathon, lapse, credits, catalogueUrl } = closing;
  const leads = can(toActor(session), 'facilitate', { type: 'hackathon', ...hackathon });
  return (
    <Page>
      <PageHeader
        title={hackathon.name}
        brand={hackathon}
        tabTitle={t('tab-title', { hackathon: hackathon.name })}
        eyebrow={t('title')}
        actions={
          <>
            <HeaderLink to="/me/receipts" icon={IconCertificate}>
              {t('my-receipt')}
            </HeaderLink>
            {leads && (
              <HeaderLink to={`/hackathons/${hackathon.slug}/receipts`} icon={IconPrinter}>
                {t('all-receipts')}
              </HeaderLink>
            )}
          </>
        }
      />
      <div className={classes.parts}>
        {lapse.times.length === 0 ? (
          <EmptyState title={t('nothing')} />
        ) : (
          <Film closing={closing} className={classes.film ?? ''} />
        )}
        <Numbers totals={closing.totals} />
        <section aria-labelledby="credits">
          <h2 id="credits">{t('credits')}</h2>
          <p className={classes.soft}>{t('credits-lead')}</p>
          <ul className={classes.credits}>
            {credits.map(({ teamName, names }) => (
              <li key={teamName}>
                {teamName !== null && <h3 dir="auto">{teamName}</h3>}
                <p>
                  <bdi>{names.join(' · ')}</bdi>
                </p>
              </li>
            ))}
          </ul>
        </section>
        <section className={classes.catalogue} aria-labelledby="stays">
          <div>
            <h2 id="stays">{t('stays')}</h2>
            <p>{t('stays-lead')}</p>
            <Button
              component={Link}
              to={`/catalogue?hackathon=${hackathon.slug}`}
              leftSection={<IconBook size={18} />}
            >
              {t('to-catalogue')}
            </Button>
          </div>
          <QrCode text={catalogueUrl} label={t('qr')} size={180} />
        </section>
      </div>
    </Page>
  );
}

const COUNTED = ['tool', 'use-case', 'organisation', 'collective-action'] as const;

function Numbers({ totals }: { totals: ClosingView['totals'] }) {
  const { t } = useTranslation('closing');
  const numbers = [
    ...COUNTED.map((kind) => ({
      key: kind,
      count: totals.finalised[kind],
      name: t(`count.${kind}`, { count: totals.finalised[kind] }),
    })),
    {
      key: 'countries',
      count: totals.countries,
      name: t('count.countries', { count: totals.countries }),
    },
    { key: 'people', count: totals.people, name: t('count.people', { count: totals.people }) },
  ];
  return (
    <dl className={classes.numbers}>
      {numbers.map(({ key, count, name }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
