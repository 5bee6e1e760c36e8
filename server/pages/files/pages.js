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

  const sendJson = (path, body) =>
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  /** Who improves the record already: look at it, ask to join them, or go on beside them. */
  const showAtWork = (form, works) => {
    const words = JSON.parse(form.dataset.atWork);
    const askOf = ({ documentId }) => {
      const ask = make('button', { type: 'button', className: 'button', textContent: words.join });
      ask.addEventListener('click', async () => {
        ask.disabled = true;
        const { teamId } = Object.fromEntries(new FormData(form));
        try {
          const answer = await sendJson(`/api/teams/${teamId}/join-requests`, { documentId });
          if (answer.ok) {
            const { outcome } = await answer.json();
            if (outcome === 'joined') location.assign(`/documents/${documentId}`);
            else ask.replaceWith(make('strong', { textContent: words.joined }));
            return;
          }
          ask.replaceWith((await answer.json()).error.message);
        } catch (error) {
          console.info('The request could not be sent.', error);
          ask.disabled = false;
          ask.after(` ${form.dataset.offline}`);
        }
      });
      return ask;
    };
    form.querySelector('output').replaceChildren(
      ...works.map((work) => {
        const line = make('p', {});
        const open = make('a', { href: `/documents/${work.documentId}`, textContent: words.open });
        const busy = make('bdi', { textContent: words.busy.replace('{team}', work.teamName) });
        line.append(busy, ' ', open, ' ', askOf(work));
        return line;
      }),
      // Submits the form once more, saying so.
      make('button', {
        className: 'button',
        name: 'alongside',
        value: 'true',
        textContent: words.alongside,
      }),
    );
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
        const answer = await sendJson(form.dataset.post, body);
        if (answer.ok) {
          const told = answer.status === 204 ? {} : await answer.json();
          const goesTo = form.dataset.goesTo?.replace(/\{(\w+)\}/g, (_, name) => told[name]);
          location.assign(goesTo ?? told.path ?? location.href);
          return;
        }
        const { error } = await answer.json();
        if (error.code === 'already_improved') showAtWork(form, error.details);
        else output.textContent = error.message;
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
