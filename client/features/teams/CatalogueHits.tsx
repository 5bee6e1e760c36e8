// Published entries that the words searched on the board find, to go on from.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../../../shared/kinds.ts';
import { relatedQuery } from '../../ui/related-query.ts';
import { EntryList } from './EntryList.tsx';

/** Quiet time before the server is asked, ms. */
const QUIET_MS = 250;

interface CatalogueHitsProps {
  hackathonId: string;
  search: string;
  /** The team of mine that would go on. */
  teamId: string;
}

/** The section; nothing without a hit. */
export default function CatalogueHits({ hackathonId, search, teamId }: CatalogueHitsProps) {
  const { t } = useTranslation('lookup');
  const heading = useId();
  const [words] = useDebouncedValue(search.trim(), QUIET_MS);
  const { data } = useQuery({
    ...relatedQuery(KINDS, hackathonId, words),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  });
  const entries = (data ?? []).filter(({ source }) => source === 'record');
  if (words.length < 2 || entries.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{t('entry.in-catalogue')}</h2>
      <EntryList entries={entries} teamId={teamId} isOnePlace />
    </section>
  );
}
