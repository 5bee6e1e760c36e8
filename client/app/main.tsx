// The first module of the client. The wall is its own small program: a screen that hangs in a hall for
// days loads no kit, no router and no session.
import '@fontsource-variable/inter';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

if (location.pathname.startsWith('/wall/')) {
  const { mountWall } = await import('./mount-wall.tsx');
  await mountWall(root);
} else {
  const { mountApp } = await import('./mount-app.tsx');
  await mountApp(root);
}
