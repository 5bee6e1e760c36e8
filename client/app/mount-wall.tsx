// Starts the wall alone: its words and its one screen.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { WallPage } from '../features/wall/WallPage.tsx';
import { startLanguages } from '../ui/languages.ts';

/** Shows the wall of the link in the address in `root`. */
export async function mountWall(root: HTMLElement): Promise<void> {
  await startLanguages(['wall']);
  const [, , token = ''] = location.pathname.split('/');
  const theme = new URLSearchParams(location.search).get('theme');
  createRoot(root).render(
    <StrictMode>
      <WallPage token={token} theme={theme === 'light' || theme === 'dark' ? theme : null} />
    </StrictMode>,
  );
}
