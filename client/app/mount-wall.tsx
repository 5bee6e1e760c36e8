// Starts the wall: its words and its one page. A screen in a hall needs no session, router or kit.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { WallPage } from '../features/wall/WallPage.tsx';
import { startLanguages } from '../ui/languages.ts';

/** Shows the wall of the link in the address; `?theme=light` or `dark` suits the hall. */
export async function mountWall(root: HTMLElement): Promise<void> {
  await startLanguages(['wall']);
  const token = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const wish = new URLSearchParams(location.search).get('theme');
  createRoot(root).render(
    <StrictMode>
      <WallPage token={token} theme={wish === 'light' || wish === 'dark' ? wish : null} />
    </StrictMode>,
  );
}
