// The screen of a locked browser, for the route and for whoever wants it here before the line is gone.

/** Loads the screen. */
export const loadLockScreen = async () =>
  (await import('../features/account/LockPage.tsx')).LockPage;
