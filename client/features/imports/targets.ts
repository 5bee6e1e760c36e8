// What a column can be taken for, in the reader's words.
import { useTranslation } from 'react-i18next';
import { FIELDS } from '../../../shared/fields.ts';
import { KINDS, type Kind } from '../../../shared/kinds.ts';

/** An entry of the choice, and the group it stands in. */
interface TargetGroup {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/**
 * Everything a column can be for. Fields of the table's own kind come first; the others follow when
 * rows say their kind themselves. A field in several languages is one choice for each.
 */
export function useTargets(
  kind: Kind,
  languages: readonly string[],
  { namesTeams, namesKinds }: { namesTeams: boolean; namesKinds: boolean },
): TargetGroup[] {
  const { t, i18n } = useTranslation(['imports', 'fields', 'shell']);
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const seen = new Set<string>();
  const itemsOf = (one: Kind) =>
    FIELDS[one].flatMap((field) => {
      if (seen.has(field.name)) return [];
      seen.add(field.name);
      const label = t(`fields:label.${field.name}`);
      if (!field.localised) return [{ value: field.name, label }];
      return languages.map((language) => ({
        value: `${field.name}.${language}`,
        label: `${label} (${names.of(language) ?? language})`,
      }));
    });
  const kinds = namesKinds ? [kind, ...KINDS.filter((one) => one !== kind)] : [kind];
  const beside = [
    { value: 'kind', label: t('target.kind') },
    ...(namesTeams ? [{ value: 'team', label: t('target.team') }] : []),
  ];
  const groups = kinds.map((one) => ({ group: t(`shell:kind.${one}`), items: itemsOf(one) }));
  return [...groups, { group: t('target.beside'), items: beside }].filter(
    ({ items }) => items.length > 0,
  );
}
