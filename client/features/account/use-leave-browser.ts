// Leaves nothing of a person in this browser once the server has let them go.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { clearLocalCopies } from '../../collab/local-copies.ts';
import { rememberSession, sessionQuery } from '../../session.ts';
import { forgetLanguage } from '../../ui/languages.ts';

/** A function that clears a person's copies and what was read as them, and goes to the start page. */
export function useLeaveBrowser(): (personId: string) => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async (personId) => {
    rememberSession(null);
    await clearLocalCopies(personId);
    forgetLanguage();
    await navigate('/');
    queryClient.clear();
    await queryClient.fetchQuery(sessionQuery);
  };
}
