// Who joins a collective action: one row a party, its commitment co-edited, and a tally nobody types.
import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SignatoryView } from '../../../shared/api/signatories.ts';
import { commitmentRoot, removeSignatory } from '../../../shared/document.ts';
import { getField } from '../../../shared/fields.ts';
import { SIGNATORY_KINDS } from '../../../shared/kinds.ts';
import { partyName } from '../../../shared/party-name.ts';
import { type Signatory, tally } from '../../../shared/projection.ts';
import { FORM_ORIGIN } from '../../collab/form-undo.ts';
import { useOpenDocument, useProjectionField } from '../../collab/hooks.ts';
import { useCountries } from '../../ui/countries.ts';
import spoken from '../../ui/spoken.module.css';
import { AddSignatory } from './AddSignatory.tsx';
import { Confirmation } from './Confirmation.tsx';
import { FieldPeople } from './FieldBlock.tsx';
import { useForm } from './form-context.ts';
import classes from './signatories.module.css';
import { useSignatories } from './signatories-query.ts';
import { AreaControl } from './TextControl.tsx';
import { useFieldFocus } from './use-field-focus.ts';

/** The field of a collective action's parties. */
export function SignatoriesControl({ controlId }: { controlId: string }) {
  const { canEdit } = useForm();
  const countries = useCountries();
  const signatories = (useProjectionField('signatories') ?? []) as readonly Signatory[];
  const nameOf = (one: Signatory) => partyName(one, countries.name) || one.id;
  const rows = [...signatories].sort(
    (first, second) =>
      SIGNATORY_KINDS.indexOf(first.kind) - SIGNATORY_KINDS.indexOf(second.kind) ||
      nameOf(first).localeCompare(nameOf(second)),
  );
  const view = useSignatories(rows.map(({ id }) => id).join(' '));
  return (
    <div className={classes.signatories}>
      <Tally signatories={signatories} />
      <ul className={classes.parties}>
        {rows.map((one) => (
          <Party
            key={one.id}
            party={one}
            name={nameOf(one)}
            known={view?.signatories.find(({ signatoryId }) => signatoryId === one.id)}
            mayAppoint={view?.mayAppoint === true}
            mayInvite={view?.mayInvite === true}
          />
        ))}
      </ul>
      {canEdit && <AddSignatory controlId={controlId} />}
    </div>
  );
}

/** `15 countries and 13 civil-society organisations have joined, with 9 commitments.` */
function Tally({ signatories }: { signatories: readonly Signatory[] }) {
  const { t, i18n } = useTranslation('editor');
  const { countries, parties, commitments } = tally(signatories);
  const counts = [
    { key: 'countries', count: countries } as const,
    ...SIGNATORY_KINDS.filter((kind) => kind !== 'government').map((kind) => ({
      key: kind,
      count: parties[kind] ?? 0,
    })),
  ].filter(({ count }) => count > 0);
  const count = counts.reduce((sum, one) => sum + one.count, 0);
  const list = new Intl.ListFormat(i18n.language).format(
    counts.map((one) => t(`tally.${one.key}`, { count: one.count })),
  );
  return (
    <p className={classes.tally} role="status">
      {count === 0
        ? t('tally.nobody')
        : commitments === 0
          ? t('tally.joined', { count, parties: list })
          : t('tally.joined-with', {
              count,
              parties: list,
              commitments: t('tally.commitments', { count: commitments }),
            })}
    </p>
  );
}

interface PartyProps {
  party: Signatory;
  name: string;
  known: SignatoryView | undefined;
  mayAppoint: boolean;
  mayInvite: boolean;
}

function Party({ party, name, known, mayAppoint, mayInvite }: PartyProps) {
  const { t } = useTranslation(['editor', 'fields']);
  const { canEdit } = useForm();
  const { doc, undo } = useOpenDocument();
  const countries = useCountries();
  const root = commitmentRoot(party.id);
  const focus = useFieldFocus(root);
  const controlId = `commitment-${party.id}`;
  const field = getField('collective-action', 'signatories');
  const remove = () => {
    undo.endStep();
    doc.transact(() => removeSignatory(doc, party.id), FORM_ORIGIN);
    undo.endStep();
  };
  return (
    <li className={classes.party} data-root={root} {...focus}>
      <div className={classes.partyHead}>
        <h3 dir="auto">{name}</h3>
        <span className={classes.partyKind}>
          {t(`fields:signatoryKind.${party.kind}`)}
          {party.organisation !== '' && party.country !== null
            ? ` · ${countries.name(party.country)}`
            : ''}
        </span>
        <FieldPeople root={root} />
        {canEdit && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('editor:picker.remove', { label: name })}
            onClick={remove}
          >
            <IconTrash size={17} />
          </ActionIcon>
        )}
      </div>
      <Confirmation
        party={party}
        name={name}
        known={known}
        mayAppoint={mayAppoint}
        mayInvite={mayInvite}
      />
      <label className={spoken.only} htmlFor={controlId} id={`${controlId}-hint`}>
        {t('editor:signatory.commitment-of', { name })}
      </label>
      {field !== null && (
        <AreaControl
          field={field}
          root={root}
          controlId={controlId}
          placeholder={canEdit ? t('editor:signatory.commitment') : undefined}
        />
      )}
    </li>
  );
}
