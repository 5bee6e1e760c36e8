// Reloads the page with the server's newest client, also where the browser keeps one.

/** How long a newer client may take to be kept before the page is loaded anyway, ms. */
const PATIENCE_MS = 8000;

/** Loads the page anew. */
export async function reloadNewest(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.update();
    const newer = registration?.installing ?? registration?.waiting;
    if (newer) await untilActive(newer);
  } catch (error) {
    console.info('No newer client could be looked for.', error);
  }
  location.reload();
}

function untilActive(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'activated' && worker.state !== 'redundant') return;
      clearTimeout(timer);
      resolve();
    });
  });
}
