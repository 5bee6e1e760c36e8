// The fields that are chosen from long lists: countries, languages, tags, and things in the catalogue
// or on other tables.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameReference, ownTagId } from '../../../shared/document.ts';
import type { Field } from '../../../shared/fields.ts';
import { TAG_GROUPS } from '../../../shared/tags.ts';
import { useMapEntries } from '../../collab/hooks.ts';
import { relatedQuery } from './document-query.ts';
import { useForm } from './form-context.ts';
import { type PickerOption, PillPicker } from './PillPicker.tsx';
import { useCountries, useLanguages } from './place-names.ts';
import { useSharedMap } from './use-shared-map.ts';

interface PickControlProps {
  field: Field;
  controlId: string;
}

/** Countries or languages. */
export function SetControl({ field, controlId }: PickControlProps) {
  const { t } = useTranslation('editor');
  const { canEdit } = useForm();
  const entries = useMapEntries(field.name);
  const map = useSharedMap(field.name);
  const countries = useCountries();
  const languages = useLanguages();
  const names = field.options === 'countries' ? countries : languages;
  return (
    <PillPicker
      controlId={controlId}
      chosen={entries.map(([id]) => ({ id, label: names.name(id) }))}
      options={names.all.map(({ code, name }) => ({ id: code, label: name }))}
      isReadOnly={!canEdit}
      placeholder={t(field.options === 'countries' ? 'picker.country' : 'picker.language')}
      onAdd={({ id }) => map.set(id, true)}
      onRemove={map.delete}
    />
  );
}

/** Tags of the vocabulary in their groups, and one's own. */
export function TagsControl({ field, controlId }: PickControlProps) {
  const { t } = useTranslation(['editor', 'fields']);
  const { canEdit } = useForm();
  const entries = useMapEntries(field.name);
  const map = useSharedMap(field.name);
  const options = Object.entries(TAG_GROUPS).flatMap(([group, tags]): PickerOption[] =>
    [group, ...tags].map((id) => ({
      id,
      label: t(`fields:tag.${id}`),
      group: t(`fields:tag.${group}`),
    })),
  );
  return (
    <PillPicker
      controlId={controlId}
      chosen={entries.map(([id, label]) => ({
        id,
        label: typeof label === 'string' ? label : t(`fields:tag.${id}`),
      }))}
      options={options}
      isReadOnly={!canEdit}
      placeholder={t('editor:picker.tag')}
      onAdd={({ id }) => map.set(id, true)}
      onRemove={map.delete}
      onCreate={(label) => map.set(ownTagId(label), label)}
    />
  );
}

/** Organisations or tools: from the catalogue, from what other tables write, or by name alone. */
export function RelationControl({ field, controlId }: PickControlProps) {
  const { t } = useTranslation(['editor', 'shell']);
  const { canEdit, hackathonId, documentId } = useForm();
  const entries = useMapEntries(field.name);
  const map = useSharedMap(field.name);
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const kinds = field.relatedKinds ?? [];
  const { data, isFetching } = useQuery(relatedQuery(kinds, hackathonId, wanted));
  const options = (data ?? [])
    .filter(({ ref }) => ref !== `document:${documentId}`)
    .map(
      ({ ref, label, source }): PickerOption => ({
        id: ref,
        label,
        note:
          source === 'record'
            ? t('editor:relation.in-catalogue')
            : t('editor:relation.being-written'),
      }),
    );
  return (
    <PillPicker
      controlId={controlId}
      chosen={entries.map(([id, label]) => ({ id, label: typeof label === 'string' ? label : id }))}
      options={options}
      isReadOnly={!canEdit}
      placeholder={t('editor:picker.relation')}
      onSearch={setWords}
      isSearching={isFetching && wanted !== ''}
      onAdd={({ id, label }) => map.set(id, label)}
      onRemove={map.delete}
      onCreate={(label) => map.set(nameReference(label), label)}
    />
  );
}
