// The first module of the client. The wall is its own small program: a screen that hangs in a hall for
// days loads no kit, no router and no session.
import '@fontsource-variable/inter';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

const { mountApp } = await import('./mount-app.tsx');
await mountApp(root);
