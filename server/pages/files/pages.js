// What a page can do better with a script: light or dark before the first paint, search while typing.
// Everything works without it. Classic and small: it blocks the head, and opens from file:// too.
(() => {
  // The key is the theme switch's of the screens, so that one choice holds for both.
  const KEY = 'mantine-color-scheme-value';
  const SCHEMES = ['auto', 'light', 'dark'];
  const RESTS_MS = 200;
  const root = document.documentElement;

  const stored = () => {
    try {
      const scheme = localStorage.getItem(KEY);
      return SCHEMES.includes(scheme) ? scheme : 'auto';
    } catch (error) {
      // Storage can be forbidden; the device's own choice is shown then.
      console.info('The stored colour scheme cannot be read.', error);
      return 'auto';
    }
  };
  const show = (scheme) => {
    if (scheme === 'auto') delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
  };
  show(stored());

  const startSchemes = () => {
    for (const button of document.querySelectorAll('[data-scheme][hidden]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const isDark =
          stored() === 'auto'
            ? matchMedia('(prefers-color-scheme: dark)').matches
            : stored() === 'dark';
        const next = isDark ? 'light' : 'dark';
        try {
          localStorage.setItem(KEY, next);
        } catch (error) {
          console.info('The colour scheme cannot be remembered.', error);
        }
        show(next);
      });
    }
  };

  /** Asks the server for the same page with other words, and shows its results in place. */
  const startSearch = (form) => {
    let timer = 0;
    let asked = null;
    const addressOf = () => {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (typeof value === 'string' && value.trim() !== '') query.append(name, value.trim());
      }
      const words = query.toString();
      return words === '' ? form.action : `${form.action}?${words}`;
    };
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const address = addressOf();
      try {
        const answer = await fetch(address, { signal: asked.signal });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const part of ['#count', '#results', '.kinds']) {
          const now = document.querySelector(part);
          const next = page.querySelector(part);
          if (now && next) now.innerHTML = next.innerHTML;
        }
        history.replaceState(null, '', address);
      } catch (error) {
        // A later letter was typed; or the network is gone, and pressing Enter says so.
        if (error.name !== 'AbortError') console.info('The search could not be asked.', error);
      }
    };
    form.addEventListener('input', (event) => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), event.target.type === 'search' ? RESTS_MS : 0);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(timer);
      location.assign(addressOf());
    });
  };

  /** Forms that post JSON and go where the answer says. */
  const startDesk = (form) => {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const { question } = form.dataset;
      if (question && !confirm(question)) return;
      const output = form.querySelector('output');
      const body = Object.fromEntries(
        [...new FormData(form, event.submitter)].map(([name, value]) => [
          name,
          value === 'true' ? true : value === 'false' ? false : value,
        ]),
      );
      try {
        const answer = await fetch(form.dataset.post, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (answer.ok) {
          const told = answer.status === 204 ? {} : await answer.json();
          const goesTo = form.dataset.goesTo?.replace(/\{(\w+)\}/g, (_, name) => told[name]);
          location.assign(goesTo ?? told.path ?? location.href);
          return;
        }
        const { error } = await answer.json();
        output.textContent = form.dataset[`error${answer.status}`] ?? error.message;
      } catch (error) {
        console.info('The decision could not be sent.', error);
        output.textContent = form.dataset.offline;
      }
    });
  };

  document.addEventListener('DOMContentLoaded', () => {
    startSchemes();
    for (const form of document.querySelectorAll('form[data-search]')) startSearch(form);
    for (const form of document.querySelectorAll('form[data-post]')) startDesk(form);
  });
})();
