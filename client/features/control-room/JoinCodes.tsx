// The join codes: one per team and one for the hall, as words, QR codes and paper.
import { Button } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { JoinCodeView, TeamView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './JoinCodes.module.css';
import { PrintSheet } from './PrintSheet.tsx';
import panel from './panel.module.css';
import { codesQuery } from './queries.ts';

interface JoinCodesProps {
  hackathon: HackathonView;
  teams: readonly TeamView[];
}

/** Every code in the order of the teams, the hall's own first. */
export function JoinCodes({ hackathon, teams }: JoinCodesProps) {
  const { t, i18n } = useTranslation('control-room');
  const title = useId();
  const report = useReport();
  const queryClient = useQueryClient();
  const query = codesQuery(hackathon.id);
  const { data: codes = [], error } = useQuery(query);
  const { compare } = new Intl.Collator(i18n.language, { numeric: true });
  const named = codes
    .map((code) => ({ ...code, team: teams.find(({ id }) => id === code.teamId) ?? null }))
    .toSorted((a, b) => compare(a.team?.name ?? '', b.team?.name ?? ''));
  const withoutCode = teams.filter(({ id }) => !codes.some(({ teamId }) => teamId === id));
  const create = async (teamId: string | null) => {
    await report(
      unwrap(api.hackathons[':id'].codes.$post({ param: { id: hackathon.id }, json: { teamId } })),
    );
    await queryClient.invalidateQueries(query);
  };
  const rotate = async (code: string) => {
    await report(unwrap(api.codes[':code'].rotate.$post({ param: { code } })));
    await queryClient.invalidateQueries(query);
  };
  const revoke = async (code: string) => {
    await report(unwrap(api.codes[':code'].$delete({ param: { code } })));
    await queryClient.invalidateQueries(query);
  };
  return (
    <section className={panel.section} aria-labelledby={title}>
      <div className={classes.head}>
        <h2 id={title}>{t('codes.title')}</h2>
        <Button
          leftSection={<IconPrinter size={18} />}
          disabled={named.length === 0}
          onClick={() => window.print()}
        >
          {t('codes.print')}
        </Button>
      </div>
      <p className={panel.screen}>{t('codes.lead')}</p>
      <FormError error={error} />
      <ul className={classes.codes}>
        {named.map(({ code, url, team }) => (
          <li key={code} className={classes.code}>
            <QrCode text={url} label={t('codes.qr', { code })} size={104} />
            <div className={classes.words}>
              <div className={classes.team}>
                <bdi>{team === null ? t('codes.hall') : team.name}</bdi>
              </div>
              <div className={classes.letters}>{code}</div>
              <div className={classes.actions}>
                <CopyButton text={url} label={t('codes.link', { code })} size="xs" />
                <ConfirmButton
                  size="xs"
                  variant="subtle"
                  color="gray"
                  question={t('codes.rotate-question', { code })}
                  confirm={t('codes.rotate')}
                  label={t('codes.rotate-one', { code })}
                  onConfirm={() => rotate(code)}
                >
                  {t('codes.rotate')}
                </ConfirmButton>
                <ConfirmButton
                  size="xs"
                  variant="subtle"
                  color="gray"
                  question={t('codes.revoke-question', { code })}
                  confirm={t('codes.revoke')}
                  label={t('codes.revoke-one', { code })}
                  onConfirm={() => revoke(code)}
                >
                  {t('codes.revoke')}
                </ConfirmButton>
              </div>
            </div>
          </li>
        ))}
      </ul>
      <MissingCodes
        codes={codes}
        withoutCode={withoutCode}
        onCreate={(teamId) => void create(teamId)}
      />
      <PrintSheet hackathon={hackathon} codes={named} />
    </section>
  );
}

function MissingCodes({
  codes,
  withoutCode,
  onCreate,
}: {
  codes: readonly JoinCodeView[];
  withoutCode: readonly TeamView[];
  onCreate: (teamId: string | null) => void;
}) {
  const { t } = useTranslation('control-room');
  const hasHall = codes.some(({ teamId }) => teamId === null);
  if (hasHall && withoutCode.length === 0) return null;
  return (
    <div className={`${panel.row} ${panel.screen}`}>
      {!hasHall && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => onCreate(null)}
        >
          {t('codes.new-hall')}
        </Button>
      )}
      {withoutCode.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => onCreate(id)}
        >
          {t('codes.new-team', { team: name })}
        </Button>
      ))}
    </div>
  );
}
