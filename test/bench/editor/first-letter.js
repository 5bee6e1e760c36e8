// Runs in the page before it starts: writes a letter into the name as soon as it can be written in, and
// notes when the letter is in the document. The mark of unconfirmed words is set by the document's own
// event, before anything leaves.
(() => {
  const hasUnsent = () => Object.keys(localStorage).some((key) => key.startsWith('sommet:unsent:'));
  const look = () => {
    const field = document.getElementById('field-name');
    if (field === null || field.readOnly || field.value === '') {
      requestAnimationFrame(look);
      return;
    }
    field.value += 'a';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (hasUnsent()) window.firstLetterAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
