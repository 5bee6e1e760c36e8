// What a change of a document's teams came to, kept where every screen reads it.
import { useQueryClient } from '@tanstack/react-query';
import type { DocumentView } from '../../shared/api/documents.ts';
import { useReport } from './use-report.ts';

/** A function that waits for the document as it is afterwards; `false` when it did not work. */
export function useDocumentChange(
  documentId: string,
): (request: Promise<DocumentView>) => Promise<boolean> {
  const queryClient = useQueryClient();
  const report = useReport();
  return (request) =>
    report(request.then((view) => queryClient.setQueryData(['document', documentId], view)));
}
