// Finds entries in an archive's list while somebody types. Plain and small: it runs from a file, where
// nothing can be asked of a server. The texts are in texts.js,
// the field's own words in words-<language>.js.
(() => {
  const { sommetTexts: texts, sommetWords } = window;
  const { label, shown } = sommetWords;
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

  document.addEventListener('DOMContentLoaded', () => {
    const results = document.querySelector('#results');
    const rows = [...document.querySelectorAll('#results .records > li')];
    if (!results || rows.length === 0) return;
    const found = rows.map((row) => {
      const link = row.querySelector('a[href]');
      // The key is the page's own folder and file, whatever folder the list is in.
      const key = decodeURIComponent(link?.getAttribute('href') ?? '').replace(/\.html$/, '');
      return { row, text: fold(`${row.textContent} ${texts[key] ?? ''}`) };
    });

    const form = document.createElement('search');
    const name = document.createElement('label');
    const input = document.createElement('input');
    name.textContent = label;
    name.htmlFor = input.id = 'archive-search';
    input.type = 'search';
    input.dir = 'auto';
    form.className = 'ask';
    form.append(name, input);
    (document.querySelector('.kinds') ?? results).before(form);

    // Read out as it changes, as the results are.
    const count = document.querySelector('#count');
    const all = count.textContent;
    input.addEventListener('input', () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let left = 0;
      for (const { row, text } of found) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) left += 1;
      }
      count.textContent =
        words.length === 0
          ? all
          : shown.replace('{{shown}}', String(left)).replace('{{all}}', String(found.length));
    });
  });
})();
