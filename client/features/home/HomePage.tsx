// The start: a code to join with, and the doors that are already mine.
import { Button } from '@mantine/core';
import { IconBook2, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession } from '../../session.ts';
import { JoinCodeField } from '../../ui/JoinCodeField.tsx';
import { Page } from '../../ui/Page.tsx';
import { RidgePicture } from '../../ui/RidgePicture.tsx';
import { Facilitated } from './Facilitated.tsx';
import classes from './home.module.css';
import { MyCommitments } from './MyCommitments.tsx';
import { MyTeams } from './MyTeams.tsx';

/** `/`. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { person, teams, facilitates } = useSession();
  const navigate = useNavigate();
  const isAtHome = teams.length > 0 || facilitates.length > 0;
  const mayCreate = person?.isAdministrator === true;
  // Whoever may create a hackathon and has none yet came for that, and not with a code.
  const isBeginning = mayCreate && !isAtHome;
  const doors = (
    <div className={classes.doors}>
      {mayCreate && (
        <Button
          component={Link}
          to="/hackathons/new"
          size={isBeginning ? 'lg' : 'sm'}
          variant={isAtHome ? 'default' : 'filled'}
          leftSection={<IconPlus size={18} />}
        >
          {t('new-hackathon')}
        </Button>
      )}
      <Button
        component={Link}
        to="/catalogue"
        size={isBeginning ? 'lg' : 'sm'}
        variant="default"
        leftSection={<IconBook2 size={18} />}
      >
        {t('catalogue')}
      </Button>
    </div>
  );
  return (
    <Page>
      <title>{t('tab-title')}</title>
      <div className={isAtHome ? classes.home : classes.landing}>
        <div className={classes.words}>
          <h1 dir="auto">
            {person === null ? t('title') : t('title-person', { name: person.name })}
          </h1>
          {!isAtHome && (
            <p className={classes.lead}>{t(isBeginning ? 'lead-beginning' : 'lead')}</p>
          )}
        </div>
        {isAtHome && (
          <div className={classes.mine}>
            {teams.length > 0 && <MyTeams teams={teams} />}
            {facilitates.length > 0 && <Facilitated hackathons={facilitates} />}
          </div>
        )}
        {person !== null && <MyCommitments />}
        {isBeginning && doors}
        <div className={classes.join}>
          {isAtHome && <h2>{t('join-another')}</h2>}
          {isBeginning && <h2>{t('join-a-team')}</h2>}
          <JoinCodeField
            onCode={(code) => navigate(`/join/${code}`)}
            isQuiet={isAtHome || isBeginning}
            autoFocus={!isAtHome && !isBeginning}
          />
          <p className={classes.aside}>{t('join-hint')}</p>
        </div>
        {!isBeginning && doors}
      </div>
      {!isAtHome && <RidgePicture />}
    </Page>
  );
}
