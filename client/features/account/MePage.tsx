// My own page: name, coming back later, where I am signed in, and leaving a shared laptop.
import { IconCertificate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { HeaderLink } from '../../ui/HeaderLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import classes from './account.module.css';
import { ChangePassword } from './ChangePassword.tsx';
import { DoneHere } from './DoneHere.tsx';
import { MakeAccount } from './MakeAccount.tsx';
import { MyData } from './MyData.tsx';
import { MySessions } from './MySessions.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { SharedDevice } from './SharedDevice.tsx';

/** `/me`. */
export function MePage() {
  const { t } = useTranslation('account');
  const { person } = useSession();
  if (person === null) return <SignInFirst />;
  return (
    <Page width="narrow">
      <PageHeader
        title={person.name}
        tabTitle={t('me.title')}
        eyebrow={t(person.hasAccount ? 'me.account' : 'me.guest')}
        actions={
          <HeaderLink to="/me/receipts" icon={IconCertificate}>
            {t('me.receipts')}
          </HeaderLink>
        }
      />
      <div className={classes.sections}>
        <DoneHere person={person} />
        <SharedDevice personId={person.id} />
        <ProfileForm person={person} />
        {person.hasAccount ? <ChangePassword /> : <MakeAccount />}
        <MySessions />
        <MyData person={person} />
      </div>
    </Page>
  );
}
