// From a code to a seat: shows what a code opens, asks a name once, and lands on the board.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ApiError } from '../../api.ts';
import { useErrorWords } from '../../ui/error-words.ts';
import { JoinCodeField } from '../../ui/JoinCodeField.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { readTypedCode } from '../../ui/typed-code.ts';
import { JoinForm } from './JoinForm.tsx';
import { joinQuery } from './queries.ts';

/** `/join` and `/join/:code`. */
export function JoinPage() {
  const { t } = useTranslation('join');
  const navigate = useNavigate();
  const words = useErrorWords();
  const params = useParams();
  const code = params.code === undefined ? null : readTypedCode(params.code);
  const { data: join, error, isFetching } = useQuery(joinQuery(code));

  if (join !== undefined && error === null) {
    return (
      <Page width="narrow">
        <JoinForm key={join.code} join={join} />
      </Page>
    );
  }
  if (isFetching) return <Loading />;
  const unknown = error instanceof ApiError && (error.status === 404 || error.status === 410);
  const isClosed = error instanceof ApiError && error.code === 'hackathon_closed';
  return (
    <Page width="narrow">
      <PageHeader title={t('title')} lead={t('lead')} />
      <JoinCodeField
        key={code}
        initial={code ?? ''}
        error={error === null ? undefined : unknown ? t('code.unknown') : words(error)}
        onCode={(next) => navigate(`/join/${next}`)}
        autoFocus
      />
      {isClosed && (
        <Button component="a" href="/catalogue" variant="default" mt="lg">
          {t('to-catalogue')}
        </Button>
      )}
    </Page>
  );
}
