// What every field of the form needs to know of the form around it.
import { createContext, use } from 'react';
import type { Kind } from '../../../shared/kinds.ts';

/** The form around a field. */
export interface Form {
  readonly kind: Kind;
  readonly documentId: string;
  /** `null` while only the local copy is known. */
  readonly hackathonId: string | null;
  readonly canEdit: boolean;
  /** Languages with a tab: the hackathon's, then what else the document holds. */
  readonly languages: readonly string[];
  /** The language of localised fields that is shown. */
  readonly language: string;
  chooseLanguage(language: string): void;
  /** The language shown beside it, to translate from; `null` for none. */
  readonly beside: string | null;
  showBeside(language: string | null): void;
}

/** The form that the fields below stand in; `null` outside of one. */
export const FormContext = createContext<Form | null>(null);

/** The form around this field; throws outside of one. */
export function useForm(): Form {
  const form = use(FormContext);
  if (form === null) throw new Error('There is no form around this component.');
  return form;
}
