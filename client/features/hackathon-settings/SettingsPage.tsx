// The quieter half of running a hackathon: its people, its schedule, and work brought along from
// elsewhere. The control room is for the day itself.
import { Button, Tabs } from '@mantine/core';
import { IconCopy, IconDeviceDesktopAnalytics, IconTableImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { can } from '../../../shared/roles.ts';
import { useBoard } from '../../board.ts';
import { toActor, useSession } from '../../session.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { FeedNotice } from '../../ui/FeedNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useAddressTab } from '../../ui/use-address-tab.ts';
import { PeoplePanel } from './PeoplePanel.tsx';
import { SchedulePanel } from './SchedulePanel.tsx';
import classes from './settings.module.css';
import { TemplatesPanel } from './TemplatesPanel.tsx';

const TABS = ['people', 'schedule', 'templates'] as const;
type Tab = (typeof TABS)[number];

/** `/hackathons/:slug/settings`, with the open tab in `?tab=`. */
export function SettingsPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  const { pathname } = useLocation();
  if (person === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} />;
  return <Settings key={slug} slug={slug} />;
}

function Settings({ slug }: { slug: string }) {
  const { t } = useTranslation('hackathon-settings');
  const session = useSession();
  const { board, status } = useBoard(slug);
  const { asked, open, list } = useAddressTab();
  const { hackathon, teams } = board;
  if (!can(toActor(session), 'facilitate', { type: 'hackathon', ...hackathon })) {
    return <ErrorScreen code="forbidden" />;
  }
  const canCreate = can(toActor(session), 'create-hackathon', { type: 'server' });
  const tab: Tab = TABS.find((one) => one === asked) ?? 'people';
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
              <Button
                component={Link}
                to={`/hackathons/new?from=${hackathon.slug}`}
                variant="default"
                leftSection={<IconCopy size={18} />}
              >
                {t('to-copy')}
              </Button>
            )}
            <Button
              component={Link}
              to={`/hackathons/${hackathon.slug}/import`}
              variant="default"
              leftSection={<IconTableImport size={18} />}
            >
              {t('to-import')}
            </Button>
            <Button
              component={Link}
              to={`/hackathons/${hackathon.slug}/control`}
              variant="default"
              leftSection={<IconDeviceDesktopAnalytics size={18} />}
            >
              {t('to-control')}
            </Button>
          </>
        }
      />
      <FeedNotice status={status} />
      <Tabs value={tab} onChange={(next) => open(next ?? 'people')} keepMounted={false}>
        <Tabs.List ref={list} className={classes.tabs} aria-label={t('title')}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one} data-tab={one}>
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={classes.panel}>
          <Tabs.Panel value="people">
            <PeoplePanel hackathonId={hackathon.id} teams={teams} />
          </Tabs.Panel>
          <Tabs.Panel value="schedule">
            <SchedulePanel hackathon={hackathon} />
          </Tabs.Panel>
          <Tabs.Panel value="templates">
            <TemplatesPanel hackathon={hackathon} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </Page>
  );
}
