// The facilitators' screen: every team at a glance, and the few levers of a hackathon.
import { Button, Tabs } from '@mantine/core';
import { IconLayoutGrid, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { can } from '../../../shared/roles.ts';
import { useBoard } from '../../board.ts';
import { toActor, useSession } from '../../session.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { FeedNotice } from '../../ui/FeedNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useAddressTab } from '../../ui/use-address-tab.ts';
import { AccessPanel } from './AccessPanel.tsx';
import classes from './ControlRoomPage.module.css';
import { ExportsPanel } from './ExportsPanel.tsx';
import { LogPanel } from './LogPanel.tsx';
import { RehearsalNotice } from './RehearsalNotice.tsx';
import { ReviewPanel } from './ReviewPanel.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';
import { TeamsPanel } from './TeamsPanel.tsx';
import { WallRemote } from './WallRemote.tsx';

const TABS = ['teams', 'review', 'access', 'walls', 'exports', 'settings', 'log'] as const;
type Tab = (typeof TABS)[number];

/** `/hackathons/:slug/control`, with the open tab in `?tab=`. */
export function ControlRoomPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  const { pathname } = useLocation();
  if (person === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} />;
  return <ControlRoom key={slug} slug={slug} />;
}

function ControlRoom({ slug }: { slug: string }) {
  const { t } = useTranslation('control-room');
  const session = useSession();
  const { board, status } = useBoard(slug);
  const { asked, open, list } = useAddressTab();
  const { hackathon } = board;
  if (!can(toActor(session), 'facilitate', { type: 'hackathon', ...hackathon })) {
    return <ErrorScreen code="forbidden" />;
  }
  const inReview = board.documents.filter(({ state }) => state === 'in-review');
  const shownTabs = TABS.filter(
    (tab) => tab !== 'review' || hackathon.reviewRequired || inReview.length > 0,
  );
  const tab: Tab = shownTabs.find((one) => one === asked) ?? 'teams';
  return (
    <Page width="wide">
      <PageHeader
        title={hackathon.name}
        brand={hackathon}
        tabTitle={t('tab-title', { hackathon: hackathon.name })}
        eyebrow={t('title')}
        lead={
          hackathon.state === 'open' ? (
            <Countdown deadlineAt={hackathon.endsAt} timeZone={hackathon.timeZone} />
          ) : (
            <strong>{t(`state.${hackathon.state}`)}</strong>
          )
        }
        actions={
          <>
            <Button
              component={Link}
              to={`/hackathons/${hackathon.slug}`}
              variant="default"
              leftSection={<IconLayoutGrid size={18} />}
            >
              {t('to-board')}
            </Button>
            <Button
              component={Link}
              to={`/hackathons/${hackathon.slug}/settings`}
              variant="default"
              leftSection={<IconUsersGroup size={18} />}
            >
              {t('to-settings')}
            </Button>
          </>
        }
      />
      <FeedNotice status={status} />
      <RehearsalNotice hackathonId={hackathon.id} />
      <Tabs value={tab} onChange={(next) => open(next ?? 'teams')} keepMounted={false}>
        <Tabs.List ref={list} className={classes.tabs} aria-label={t('title')}>
          {shownTabs.map((one) => (
            <Tabs.Tab key={one} value={one} data-tab={one}>
              {t(`tab.${one}`)}
              {one === 'review' && inReview.length > 0 && (
                <span className={classes.badge}>{inReview.length}</span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={classes.panel}>
          <Tabs.Panel value="teams">
            <TeamsPanel board={board} />
          </Tabs.Panel>
          <Tabs.Panel value="review">
            <ReviewPanel documents={inReview} teams={board.teams} />
          </Tabs.Panel>
          <Tabs.Panel value="access">
            <AccessPanel hackathon={hackathon} teams={board.teams} />
          </Tabs.Panel>
          <Tabs.Panel value="walls">
            <WallRemote hackathonId={hackathon.id} documents={board.documents} />
          </Tabs.Panel>
          <Tabs.Panel value="exports">
            <ExportsPanel hackathon={hackathon} />
          </Tabs.Panel>
          <Tabs.Panel value="settings">
            <SettingsPanel hackathon={hackathon} />
          </Tabs.Panel>
          <Tabs.Panel value="log">
            <LogPanel hackathon={hackathon} teams={board.teams} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </Page>
  );
}
