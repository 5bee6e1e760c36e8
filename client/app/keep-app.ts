// Has the browser keep the app once somebody works in a document, so that the next visit needs no line.
// Where it keeps none (a private window, plain http on a LAN), everything else is as before.

/** A page that is never idle is kept all the same, ms. */
const AT_MOST_MS = 10_000;

/** When nothing else is to be done: it must not take a hall's network from the first visit. */
export function keepApp(): void {
  if (!import.meta.env.PROD || navigator.serviceWorker === undefined) return;
  const register = () => {
    navigator.serviceWorker.register('/service-worker.js').catch((error: unknown) => {
      console.info('This browser does not keep the app.', error);
    });
  };
  if (typeof requestIdleCallback === 'undefined') setTimeout(register, AT_MOST_MS);
  else requestIdleCallback(register, { timeout: AT_MOST_MS });
}
