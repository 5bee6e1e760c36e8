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
  return (
    <Page>
      <title>{t('tab-title')}</title>
      <div className={isAtHome ? classes.home : classes.landing}>
        <div className={classes.words}>
          <h1 dir="auto">
            {person === null ? t('title') : t('title-person', { name: person.name })}
          </h1>
          {!isAtHome && <p className={classes.lead}>{t('lead')}</p>}
        </div>
        {isAtHome && (
          <div className={classes.mine}>
            {teams.length > 0 && <MyTeams teams={teams} />}
            {facilitates.length > 0 && <Facilitated hackathons={facilitates} />}
          </div>
        )}
        {person !== null && <MyCommitments />}
        <div className={classes.join}>
          {isAtHome && <h2>{t('join-another')}</h2>}
          <JoinCodeField
            onCode={(code) => navigate(`/join/${code}`)}
            isQuiet={isAtHome}
            autoFocus={!isAtHome}
          />
          <p className={classes.aside}>{t('join-hint')}</p>
        </div>
        <div className={classes.doors}>
          {person?.isAdministrator === true && (
            <Button
              component={Link}
              to="/hackathons/new"
              variant={isAtHome ? 'default' : 'filled'}
              leftSection={<IconPlus size={18} />}
            >
              {t('new-hackathon')}
            </Button>
          )}
          <Button
            component={Link}
            to="/catalogue"
            variant="default"
            leftSection={<IconBook2 size={18} />}
          >
            {t('catalogue')}
          </Button>
        </div>
      </div>
      {!isAtHome && <RidgePicture />}
    </Page>
  );
}
