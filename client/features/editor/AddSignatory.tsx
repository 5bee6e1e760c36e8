// A line that adds a party to a collective action.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addSignatory } from '../../../shared/document.ts';
import { SIGNATORY_KINDS, type SignatoryKind } from '../../../shared/kinds.ts';
import { FORM_ORIGIN } from '../../collab/form-undo.ts';
import { useOpenDocument } from '../../collab/hooks.ts';
import { CountryPicker } from './CountryPicker.tsx';
import form from './form.module.css';
import classes from './signatories.module.css';

/** Kind, name and country of a new party. */
export function AddSignatory({ controlId }: { controlId: string }) {
  const { t } = useTranslation(['editor', 'fields']);
  const { doc, undo } = useOpenDocument();
  const countryId = useId();
  const [kind, setKind] = useState<SignatoryKind>('government');
  const [country, setCountry] = useState('');
  const [organisation, setOrganisation] = useState('');
  const isGovernment = kind === 'government';
  const canAdd = isGovernment ? country !== '' : organisation.trim() !== '';
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!canAdd) return;
    undo.endStep();
    doc.transact(
      () =>
        addSignatory(doc, {
          kind,
          country: country === '' ? null : country,
          organisation: isGovernment ? '' : organisation,
        }),
      FORM_ORIGIN,
    );
    undo.endStep();
    setOrganisation('');
    setCountry('');
  };
  return (
    <form className={classes.addParty} onSubmit={add}>
      <label>
        <span>{t('editor:signatory.kind')}</span>
        <select
          id={controlId}
          className={`${form.input} ${form.select}`}
          value={kind}
          onChange={({ target }) => setKind(target.value as SignatoryKind)}
        >
          {SIGNATORY_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`fields:signatoryKind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {!isGovernment && (
        <label>
          <span>{t('editor:signatory.name')}</span>
          <input
            className={form.input}
            dir="auto"
            maxLength={200}
            value={organisation}
            data-own-undo={organisation !== '' || undefined}
            onChange={({ target }) => setOrganisation(target.value)}
          />
        </label>
      )}
      <div>
        <label htmlFor={countryId}>{t('editor:signatory.country')}</label>
        <CountryPicker
          controlId={countryId}
          chosen={country}
          placeholder={t(isGovernment ? 'editor:picker.country' : 'editor:signatory.no-country')}
          onChoose={setCountry}
        />
      </div>
      <Button type="submit" variant="light" leftSection={<IconPlus size={16} />} disabled={!canAdd}>
        {t('editor:add')}
      </Button>
    </form>
  );
}
