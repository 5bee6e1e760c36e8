// What a document lacks, as a short line of words.
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../shared/api/documents.ts';

/** Fields named before the rest becomes a number: a card is glanced at. */
const NAMED = 3;

/** "Still needed: description and licence", or what to do when nothing is. */
export function useMissingWords({
  state,
  missing,
  missingCount,
}: Pick<DocumentSummary, 'state' | 'missing' | 'missingCount'>): string {
  const { t, i18n } = useTranslation(['teams', 'fields']);
  if (state !== 'draft' && state !== 'reopened') return t(`teams:standing.${state}`);
  const required = missing.filter(({ requiredFor }) => requiredFor.includes('catalogue'));
  const listed = required.length > 0 ? required : missing;
  if (listed.length === 0) return t('teams:missing.nothing');
  const names = listed.slice(0, NAMED).map(({ field }) => t(`fields:label.${field}`));
  const more = (missingCount ?? listed.length) - names.length;
  if (more > 0) names.push(t('teams:missing.more', { count: more }));
  const fields = new Intl.ListFormat(i18n.language).format(names);
  return t(required.length > 0 ? 'teams:missing.required' : 'teams:missing.recommended', {
    fields,
  });
}
