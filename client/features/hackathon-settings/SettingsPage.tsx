// The quieter half of running a hackathon: its people, its schedule, and work brought along from
// elsewhere. The control room is for the day itself.
import { IconCopy, IconDeviceDesktopAnalytics, IconTableImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { can } from '../../../shared/roles.ts';
import { useBoard } from '../../board.ts';
import { toActor, useSession } from '../../session.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { FeedNotice } from '../../ui/FeedNotice.tsx';
import { HeaderLink } from '../../ui/HeaderLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PageTabs } from '../../ui/PageTabs.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { SchedulePanel } from './SchedulePanel.tsx';
import { TemplatesPanel } from './TemplatesPanel.tsx';

/** `/hackathons/:slug/settings`, with the open tab in `?tab=`. */
export function SettingsPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  if (person === null) return <SignInFirst />;
  return <Settings key={slug} slug={slug} />;
}

function Settings({ slug }: { slug: string }) {
  const { t } = useTranslation('hackathon-settings');
  const session = useSession();
  const { board, status } = useBoard(slug);
  const { hackathon, teams } = board;
  if (!can(toActor(session), 'facilitate', { type: 'hackathon', ...hackathon })) {
    return <ErrorScreen code="forbidden" />;
  }
  const canCreate = can(toActor(session), 'create-hackathon', { type: 'server' });
  return (
    <Page width="wide">
      <PageHeader
        title={hackathon.name}
        brand={hackathon}
        tabTitle={t('tab-title', { hackathon: hackathon.name })}
        eyebrow={t('title')}
        actions={
          <>
            {canCreate && (
              <HeaderLink to={`/hackathons/new?from=${hackathon.slug}`} icon={IconCopy}>
                {t('to-copy')}
              </HeaderLink>
            )}
            <HeaderLink to={`/hackathons/${hackathon.slug}/import`} icon={IconTableImport}>
              {t('to-import')}
            </HeaderLink>
            <HeaderLink
              to={`/hackathons/${hackathon.slug}/control`}
              icon={IconDeviceDesktopAnalytics}
            >
              {t('to-control')}
            </HeaderLink>
          </>
        }
      />
      <FeedNotice status={status} />
      <PageTabs
        label={t('title')}
        tabs={[
          {
            id: 'people',
            title: t('tab.people'),
            panel: <PeoplePanel hackathonId={hackathon.id} teams={teams} />,
          },
          {
            id: 'schedule',
            title: t('tab.schedule'),
            panel: <SchedulePanel hackathon={hackathon} />,
          },
          {
            id: 'templates',
            title: t('tab.templates'),
            panel: <TemplatesPanel hackathon={hackathon} />,
          },
        ]}
      />
    </Page>
  );
}
