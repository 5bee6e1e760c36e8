// Looks for entries like the one being typed, a moment after the last key; an answer that comes too
// late is thrown away.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { getField } from '../../../shared/fields.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { api, unwrap } from '../../api.ts';
import { useText } from '../../collab/hooks.ts';
import { useForm } from './form-context.ts';

/** What entries are compared by, as typed. */
interface Typed {
  readonly name: string;
  readonly website: string;
  readonly sourceCode: string;
  readonly wikidata: string;
}

/** Quiet time before the server is asked, ms: shorter asks for every letter. */
const QUIET_MS = 250;

/** A name this short is like a hundred others. */
const SHORTEST_NAME = 3;

function alikeQuery(documentId: string, typed: Typed) {
  return queryOptions({
    queryKey: ['alike', documentId, typed],
    queryFn: ({ signal }) =>
      unwrap(
        api.documents[':id'].alike.$get(
          { param: { id: documentId }, query: { ...typed } },
          { init: { signal } },
        ),
      ),
    staleTime: 10_000,
    // Who is writing where changes without a key being pressed here.
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** Alike entries of the document in this form; none while there is little to compare. */
export function useAlike() {
  const { kind, documentId, canEdit } = useForm();
  const typed: Typed = {
    name: useTyped(kind, 'name').slice(0, 300),
    website: useTyped(kind, 'website').slice(0, 2000),
    sourceCode: useTyped(kind, 'sourceCode').slice(0, 2000),
    wikidata: useTyped(kind, 'wikidata').slice(0, 40),
  };
  const [wanted] = useDebouncedValue(JSON.stringify(typed), QUIET_MS);
  const asked = JSON.parse(wanted) as Typed;
  const isEnough =
    asked.name.length >= SHORTEST_NAME ||
    [asked.website, asked.sourceCode, asked.wikidata].some((words) => words !== '');
  const { data } = useQuery({ ...alikeQuery(documentId, asked), enabled: canEdit && isEnough });
  return canEdit && isEnough ? data : undefined;
}

/** The words of a field; empty for a kind that has none of that name, and so no such root. */
function useTyped(kind: Kind, field: string): string {
  const isThere = getField(kind, field) !== null;
  const words = useText(isThere ? field : 'name').trim();
  return isThere ? words : '';
}
