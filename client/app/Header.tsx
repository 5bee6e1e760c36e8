// The bar at the top: where we are, the catalogue, language and light, and who I am.
import { ActionIcon, Button, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconBook2,
  IconCheck,
  IconDeviceDesktop,
  IconLanguage,
  IconLock,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useNavigate } from 'react-router';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../shared/language-choice.ts';
import { api, unwrap } from '../api.ts';
import { useLock } from '../lock.ts';
import { sessionQuery, useSession } from '../session.ts';
import { Logo } from '../ui/Logo.tsx';
import { speak } from '../ui/languages.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { PersonAvatar } from '../ui/PersonAvatar.tsx';
import spoken from '../ui/spoken.module.css';
import { useReport } from '../ui/use-report.ts';
import classes from './Shell.module.css';

/** The header of every screen. */
export function Header({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('shell');
  const { person } = useSession();
  return (
    <header className={classes.header}>
      <Link to="/" className={classes.logo} aria-label={t('home')}>
        <Logo size={30} />
        <span className={classes.logoWord}>Sommet</span>
      </Link>
      <nav className={classes.nav} aria-label={t('navigation')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('search')}
          aria-keyshortcuts="Control+K Meta+K /"
          onClick={onSearch}
        >
          <IconSearch size={20} />
        </ActionIcon>
        <NavLink to="/catalogue" className={classes.link}>
          <IconBook2 className={classes.linkIcon} size={20} aria-hidden="true" />
          <span className={classes.linkWord}>{t('catalogue')}</span>
        </NavLink>
        <LanguageMenu />
        <SchemeMenu />
        {person === null ? (
          <Button
            component={Link}
            to="/sign-in"
            variant="default"
            size="sm"
            className={classes.signIn}
          >
            {t('sign-in')}
          </Button>
        ) : (
          <PersonMenu />
        )}
      </nav>
    </header>
  );
}

function LanguageMenu() {
  const { t, i18n } = useTranslation('shell');
  const { person } = useSession();
  const queryClient = useQueryClient();
  const report = useReport();
  const choose = async (language: Language) => {
    await speak(language);
    if (person === null) return;
    await unwrap(api.person.$patch({ json: { language } }));
    await queryClient.invalidateQueries(sessionQuery);
  };
  return (
    <Menu
      target={
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('language')}>
          <IconLanguage size={20} />
        </ActionIcon>
      }
    >
      {LANGUAGES.map((language) => (
        <MenuItem
          key={language}
          lang={language}
          isCurrent={language === i18n.language}
          mark={language === i18n.language ? <IconCheck size={16} /> : undefined}
          onClick={() => void report(choose(language))}
        >
          {LANGUAGE_NAMES[language]}
        </MenuItem>
      ))}
    </Menu>
  );
}

const SCHEMES = [
  { scheme: 'light', Icon: IconSun },
  { scheme: 'dark', Icon: IconMoon },
  { scheme: 'auto', Icon: IconDeviceDesktop },
] as const;

function SchemeMenu() {
  const { t } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = SCHEMES.find(({ scheme }) => scheme === colorScheme)?.Icon ?? IconSun;
  return (
    <Menu
      target={
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('scheme.label')}>
          <Current size={20} />
        </ActionIcon>
      }
    >
      {SCHEMES.map(({ scheme, Icon }) => (
        <MenuItem
          key={scheme}
          icon={<Icon size={16} />}
          isCurrent={scheme === colorScheme}
          mark={scheme === colorScheme ? <IconCheck size={16} /> : undefined}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`scheme.${scheme}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}

function PersonMenu() {
  const { t } = useTranslation('shell');
  const { person, hasPin } = useSession();
  const navigate = useNavigate();
  const lock = useLock();
  if (person === null) return null;
  return (
    <Menu
      target={
        <UnstyledButton className={classes.me}>
          <PersonAvatar name={person.name} colour={person.colour} size={32} />
          <span className={classes.name} dir="auto">
            {person.name}
          </span>
          <span className={spoken.only}>{t('me.menu')}</span>
        </UnstyledButton>
      }
    >
      <MenuItem to="/me" icon={<IconUser size={16} />}>
        {t('me.page')}
      </MenuItem>
      <MenuItem
        icon={<IconLock size={16} />}
        onClick={() => (hasPin ? void lock(person.id) : navigate('/me#shared'))}
      >
        {t('me.lock')}
      </MenuItem>
      <MenuItem to="/me#done" icon={<IconLogout size={16} />}>
        {t('me.done')}
      </MenuItem>
    </Menu>
  );
}
