// Whether a party confirmed what it promises, by whom, and the way for those who may.
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SignatoryView } from '../../../shared/api/signatories.ts';
import type { Signatory } from '../../../shared/projection.ts';
import { api, unwrap } from '../../api.ts';
import { useOpenDocument } from '../../collab/hooks.ts';
import { ConfirmedBy } from '../../ui/ConfirmedBy.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { useReport } from '../../ui/use-report.ts';
import { InviteSpeaker } from './InviteSpeaker.tsx';
import { mentionableQuery } from './notes/notes-query.ts';
import classes from './signatories.module.css';
import { signatoriesQuery } from './signatories-query.ts';

interface ConfirmationProps {
  party: Signatory;
  name: string;
  /** What the server knows of it; `undefined` until it answered. */
  known: SignatoryView | undefined;
  mayAppoint: boolean;
  mayInvite: boolean;
}

/** The line below a party's name. */
export function Confirmation({ party, name, known, mayAppoint, mayInvite }: ConfirmationProps) {
  const { t } = useTranslation('editor');
  const { documentId } = useOpenDocument();
  const queryClient = useQueryClient();
  const report = useReport();
  const param = { id: documentId, signatoryId: party.id };
  const confirm = () =>
    report(
      unwrap(api.documents[':id'].signatories[':signatoryId'].confirm.$post({ param })).then(
        (view) => queryClient.setQueryData(signatoriesQuery(documentId).queryKey, view),
      ),
    );
  const confirmation = known?.confirmation ?? null;
  return (
    <div className={classes.confirmation}>
      {party.confirmed ? (
        <span className={classes.confirmed}>
          <IconCircleCheck size={18} stroke={1.75} aria-hidden="true" />
          <span>
            {t('signatory.confirmed')}
            <ConfirmedBy confirmation={confirmation} />
          </span>
        </span>
      ) : (
        <span>{confirmation === null ? t('signatory.unconfirmed') : t('signatory.lapsed')}</span>
      )}
      {known?.mayConfirm && !party.confirmed && (
        <Button
          size="xs"
          variant="light"
          onClick={confirm}
          aria-label={t('signatory.confirm-of', { name })}
        >
          {t('signatory.confirm')}
        </Button>
      )}
      {mayAppoint ? (
        <Appoint param={param} name={name} speaker={known?.person ?? null} />
      ) : (
        known?.person && (
          <span>
            {t('signatory.speaks')} <PersonName name={known.person.name} />
          </span>
        )
      )}
      {mayInvite && <InviteSpeaker param={param} name={name} until={known?.linkUntil ?? null} />}
    </div>
  );
}

interface AppointProps {
  param: { id: string; signatoryId: string };
  name: string;
  speaker: SignatoryView['person'];
}

/** For a facilitator: who speaks for the party. */
function Appoint({ param, name, speaker }: AppointProps) {
  const { t } = useTranslation('editor');
  const queryClient = useQueryClient();
  const report = useReport();
  const { data: people = [] } = useQuery(mentionableQuery(param.id));
  const appoint = (next: string) =>
    report(
      unwrap(
        api.documents[':id'].signatories[':signatoryId'].person.$put({
          param,
          json: { personId: next === '' ? null : next },
        }),
      ).then((view) => queryClient.setQueryData(signatoriesQuery(param.id).queryKey, view)),
    );
  return (
    <label className={classes.appoint}>
      <span aria-hidden="true">{t('signatory.speaks')}</span>
      <select
        aria-label={t('signatory.speaks-for', { name })}
        value={speaker?.personId ?? ''}
        onChange={({ target }) => void appoint(target.value)}
      >
        <option value="">{t('signatory.nobody')}</option>
        {/* Whoever came by a link is not of the hackathon. */}
        {speaker !== null && people.every(({ personId }) => personId !== speaker.personId) && (
          <option value={speaker.personId}>{speaker.name}</option>
        )}
        {people.map((person) => (
          <option key={person.personId} value={person.personId}>
            {person.name}
          </option>
        ))}
      </select>
    </label>
  );
}
