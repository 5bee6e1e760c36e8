// From an error of the API to a sentence in the reader's language that says what to do next.
import type { i18n as I18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api.ts';

/** Whether `errors.json` has a sentence for this code. */
export function hasErrorWords(i18n: I18n, code: string): boolean {
  return i18n.exists(code, { ns: 'errors' });
}

/** A function that puts whatever was thrown into words. */
export function useErrorWords(): (error: unknown) => string {
  const { t, i18n } = useTranslation('errors');
  return (error) => {
    const code = error instanceof ApiError ? error.code : 'client_error';
    return t(hasErrorWords(i18n, code) ? code : 'internal_error');
  };
}
