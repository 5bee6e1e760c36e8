// The fields that are chosen from long lists: countries, languages, tags, and things in the catalogue
// or on other tables.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceView } from '../../../shared/api/lookup.ts';
import { nameReference, ownTagId } from '../../../shared/document.ts';
import type { Field } from '../../../shared/fields/field.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { can } from '../../../shared/roles.ts';
import { TAG_GROUPS } from '../../../shared/tags.ts';
import { api, unwrap } from '../../api.ts';
import { useMapEntries } from '../../collab/hooks.ts';
import { toActor, useSession } from '../../session.ts';
import { relatedQuery } from '../../ui/related-query.ts';
import { useReport } from '../../ui/use-report.ts';
import { documentQuery } from './document-query.ts';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { PillPicker } from './PillPicker.tsx';
import type { PickerOption } from './picker-options.ts';
import pills from './pills.module.css';
import { useCountryOptions, useLanguageOptions } from './place-options.ts';
import { useReferences } from './use-references.ts';
import { useSharedMap } from './use-shared-map.ts';

/** Quiet time before the server is asked, ms. */
const QUIET_MS = 150;

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
  const countries = useCountryOptions();
  const languages = useLanguageOptions();
  const isCountries = field.options === 'countries';
  const options = isCountries ? countries : languages;
  return (
    <PillPicker
      controlId={controlId}
      chosen={entries.map(([id]) => ({ id, label: options.name(id) }))}
      options={options.all}
      isReadOnly={!canEdit}
      placeholder={t(isCountries ? 'picker.country' : 'picker.language')}
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
  const options = () =>
    Object.entries(TAG_GROUPS).flatMap(([group, tags]): PickerOption[] =>
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
      creations={[
        {
          label: (words) => t('editor:picker.create', { words }),
          create: (label) => map.set(ownTagId(label), label),
        },
      ]}
    />
  );
}

/** Organisations or tools: from the catalogue, from other tables' drafts, begun here, or by name. */
export function RelationControl(props: PickControlProps) {
  // Its words come after the form: the form does not wait for them.
  return (
    <Suspense fallback={<div className={classes.input} />}>
      <RelationPicker {...props} />
    </Suspense>
  );
}

function RelationPicker({ field, controlId }: PickControlProps) {
  const { t } = useTranslation(['lookup', 'editor']);
  const { canEdit, hackathonId, documentId } = useForm();
  const entries = useMapEntries(field.name);
  const map = useSharedMap(field.name);
  const begin = useBeginDocument();
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words.trim(), QUIET_MS);
  const kinds = field.relatedKinds ?? [];
  const { data, isFetching } = useQuery({
    ...relatedQuery(kinds, hackathonId, wanted),
    placeholderData: keepPreviousData,
    enabled: canEdit,
  });
  const options = () =>
    (data ?? [])
      .filter(({ ref }) => ref !== `document:${documentId}`)
      .map(
        ({ ref, title, source, teamName }): PickerOption => ({
          id: ref,
          label: title,
          note:
            source === 'record'
              ? t('lookup:relation.in-catalogue')
              : t('lookup:relation.at-team', { team: teamName ?? '' }),
        }),
      );
  const [kind] = kinds;
  const known = useReferences(entries.map(([ref]) => ref));
  return (
    <>
      <PillPicker
        controlId={controlId}
        chosen={entries.map(([id, label]) =>
          toChosen(id, typeof label === 'string' ? label : id, known.get(id)),
        )}
        options={options}
        isReadOnly={!canEdit}
        placeholder={t('editor:picker.relation')}
        onSearch={setWords}
        isSearching={isFetching && wanted !== ''}
        onAdd={({ id, label }) => map.set(id, label)}
        onRemove={map.delete}
        creations={[
          ...(begin === null || kind === undefined
            ? []
            : [
                {
                  label: (name: string) => t('lookup:relation.new-document', { words: name }),
                  create: (name: string) =>
                    void begin(kind, name).then((id) => {
                      if (id !== null) map.set(`document:${id}`, name);
                    }),
                },
              ]),
          {
            label: (name) => t('lookup:relation.by-name', { words: name }),
            create: (name) => map.set(nameReference(name), name),
          },
        ]}
      />
      <MovedReferences references={entries.flatMap(([ref]) => known.get(ref) ?? [])} />
    </>
  );
}

/** Under the title of today; as it was chosen until the server has said. */
function toChosen(ref: string, label: string, known: ReferenceView | undefined): PickerOption {
  const [source, id] = ref.split(':');
  const title = known === undefined || known.title === '' ? label : known.title;
  const path = known?.path ?? (source === 'document' ? `/documents/${id}` : null);
  return path === null ? { id: ref, label: title } : { id: ref, label: title, href: path };
}

/** What is no longer what was chosen; the place stays, so that news is read out. */
function MovedReferences({ references }: { references: readonly ReferenceView[] }) {
  const { t } = useTranslation('lookup');
  return (
    <div role="status" className={pills.moved}>
      {references.map(({ ref, standing, title, was }) =>
        standing === 'merged' || standing === 'withdrawn' ? (
          <p key={ref}>{t(`reference.${standing}`, { title, was: was ?? title })}</p>
        ) : null,
      )}
    </div>
  );
}

/**
 * Begins a document in my team and answers its id, or `null` when that failed and was said. `null`
 * instead of the function while nobody may begin one.
 */
function useBeginDocument(): ((kind: Kind, name: string) => Promise<string | null>) | null {
  const { documentId, language } = useForm();
  const session = useSession();
  const report = useReport();
  const { data: view } = useQuery(documentQuery(documentId));
  if (view === undefined) return null;
  const mine = session.teams.map(({ team }) => team.id);
  const teamId =
    [view.teamId, ...view.invitedTeamIds].find((id) => mine.includes(id)) ?? view.teamId;
  const team = {
    type: 'team',
    id: teamId,
    hackathonId: view.hackathonId,
    hackathonState: view.hackathon.state,
  } as const;
  if (!can(toActor(session), 'create-document', team)) return null;
  return async (kind, name) => {
    let begun: string | null = null;
    await report(
      unwrap(
        api.teams[':teamId'].documents.$post({
          param: { teamId },
          json: { kind, name, language },
        }),
      ).then(({ id }) => {
        begun = id;
      }),
    );
    return begun;
  };
}
