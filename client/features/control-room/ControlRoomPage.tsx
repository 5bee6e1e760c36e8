// The facilitators' screen: every team at a glance, and the few levers of a hackathon.
import { IconLayoutGrid, IconUsersGroup } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { can } from '../../../shared/roles.ts';
import { useBoard } from '../../board.ts';
import { toActor, useSession } from '../../session.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { FeedNotice } from '../../ui/FeedNotice.tsx';
import { HeaderLink } from '../../ui/HeaderLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PageTabs } from '../../ui/PageTabs.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import { AccessPanel } from './AccessPanel.tsx';
import { ExportsPanel } from './ExportsPanel.tsx';
import { LogPanel } from './LogPanel.tsx';
import { RehearsalNotice } from './RehearsalNotice.tsx';
import { ReviewPanel } from './ReviewPanel.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';
import { TeamsPanel } from './TeamsPanel.tsx';
import { WallRemote } from './WallRemote.tsx';

type TabId = 'teams' | 'review' | 'access' | 'walls' | 'exports' | 'settings' | 'log';

/** `/hackathons/:slug/control`, with the open tab in `?tab=`. */
export function ControlRoomPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  if (person === null) return <SignInFirst />;
  return <ControlRoom key={slug} slug={slug} />;
}

function ControlRoom({ slug }: { slug: string }) {
  const { t } = useTranslation('control-room');
  const session = useSession();
  const { board, status } = useBoard(slug);
  const { hackathon } = board;
  if (!can(toActor(session), 'facilitate', { type: 'hackathon', ...hackathon })) {
    return <ErrorScreen code="forbidden" />;
  }
  const inReview = board.documents.filter(({ state }) => state === 'in-review');
  const { teams, documents } = board;
  const hasReview = hackathon.reviewRequired || inReview.length > 0;
  const tab = (id: TabId, panel: ReactNode, waiting = 0) => ({
    id,
    title: t(`tab.${id}`),
    panel,
    waiting,
  });
  const tabs = [
    tab('teams', <TeamsPanel board={board} />),
    ...(hasReview
      ? [tab('review', <ReviewPanel documents={inReview} teams={teams} />, inReview.length)]
      : []),
    tab('access', <AccessPanel hackathon={hackathon} teams={teams} />),
    tab('walls', <WallRemote hackathonId={hackathon.id} documents={documents} />),
    tab('exports', <ExportsPanel hackathon={hackathon} />),
    tab('settings', <SettingsPanel hackathon={hackathon} />),
    tab('log', <LogPanel hackathon={hackathon} teams={teams} />),
  ];
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
            <HeaderLink to={`/hackathons/${hackathon.slug}`} icon={IconLayoutGrid}>
              {t('to-board')}
            </HeaderLink>
            <HeaderLink to={`/hackathons/${hackathon.slug}/settings`} icon={IconUsersGroup}>
              {t('to-settings')}
            </HeaderLink>
          </>
        }
      />
      <FeedNotice status={status} />
      <RehearsalNotice hackathonId={hackathon.id} />
      <PageTabs label={t('title')} tabs={tabs} />
    </Page>
  );
}
