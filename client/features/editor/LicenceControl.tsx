// The licence: a text like any other, with the SPDX list as suggestions while it is typed.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { replaceText } from '../../../shared/document.ts';
import type { Field } from '../../../shared/fields/field.ts';
import { FORM_ORIGIN } from '../../collab/form-undo.ts';
import { useOpenDocument, useText } from '../../collab/hooks.ts';
import { ComboboxList, ComboboxOption, comboboxInput, useCombobox } from '../../ui/Combobox.tsx';
import form from './form.module.css';
import { useForm } from './form-context.ts';
import { createLicenceIndex, searchLicences, splitVersion } from './licence-search.ts';
import classes from './pills.module.css';
import { useTextBinding } from './use-text-binding.ts';

const licencesQuery = {
  queryKey: ['licences'],
  queryFn: async () => createLicenceIndex((await import('spdx-license-list')).default),
  staleTime: Number.POSITIVE_INFINITY,
};

/** An input that knows every licence by its names. */
export function LicenceControl({ field, controlId }: { field: Field; controlId: string }) {
  const { t } = useTranslation('editor');
  const { canEdit } = useForm();
  const { doc, undo } = useOpenDocument();
  const element = useTextBinding<HTMLInputElement>(field.name);
  const typed = useText(field.name).trim();
  const wanted = useDeferredValue(typed);
  const [isVisited, setIsVisited] = useState(false);
  // The list is loaded for whoever needs it: to name what is there, or to choose.
  const { data: index } = useQuery({ ...licencesQuery, enabled: isVisited || typed !== '' });
  const combobox = useCombobox();
  const known = index?.licences.find(({ id }) => id === typed);
  const found = index === undefined || known !== undefined ? [] : searchLicences(index, wanted);
  const isUnknown =
    index !== undefined && typed !== '' && known === undefined && !isExpression(typed, index);
  const open = isUnknown && canEdit ? splitVersion(index, typed) : null;
  const choose = (id: string) => {
    undo.endStep();
    doc.transact(() => replaceText(doc.getText(field.name), id), FORM_ORIGIN);
    combobox.close();
  };
  return (
    <>
      <input
        {...comboboxInput(combobox, choose)}
        ref={element}
        id={controlId}
        className={form.input}
        aria-describedby={`${controlId}-hint ${controlId}-name`}
        readOnly={!canEdit}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        onInput={combobox.open}
        onFocus={() => {
          setIsVisited(true);
          if (canEdit) combobox.open();
        }}
        onBlur={combobox.close}
      />
      <span className={form.normal} id={`${controlId}-name`} data-asks={isUnknown || undefined}>
        {known?.name}
        {isUnknown && t(open === null ? 'licence.unknown' : 'licence.which')}
      </span>
      {open !== null && (
        <span className={classes.choices}>
          {open.map(({ id, name }) => (
            <Button
              key={id}
              size="compact-sm"
              variant="default"
              title={name}
              onClick={() => {
                choose(id);
                // The button goes; the keyboard stays in the field.
                element.current?.focus({ preventScroll: true });
              }}
            >
              {id}
            </Button>
          ))}
        </span>
      )}
      {found.length > 0 && (
        <ComboboxList store={combobox} anchor={element} label={t('picker.list')}>
          {found.map(({ id, name, isOsiApproved }) => (
            <ComboboxOption key={id} store={combobox} value={id} onSubmit={choose}>
              {id}
              <span className={classes.optionNote}>
                {isOsiApproved ? t('licence.osi', { name }) : name}
              </span>
            </ComboboxOption>
          ))}
        </ComboboxList>
      )}
    </>
  );
}

/** Whether every licence of an expression such as `MIT OR Apache-2.0` is on the list. */
function isExpression(typed: string, index: ReturnType<typeof createLicenceIndex>): boolean {
  const names = typed.split(/\s+(?:OR|AND|WITH)\s+|[()]/).filter((part) => part.trim() !== '');
  return names.length > 1 && names.some((name) => index.words.has(name.trim()));
}
