// A native field bound to a shared text. The element is the small part of one that is used.
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { bindText, type TextElement } from './text-binding.ts';

class Field extends EventTarget implements TextElement {
  value = '';
  selectionStart = 0;
  selectionEnd = 0;
  scrollTop = 0;

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start;
    this.selectionEnd = end;
  }

  /** As a browser does it: the value and the caret change, then `input` is fired. */
  type(words: string): void {
    const { selectionStart: start, selectionEnd: end } = this;
    this.value = this.value.slice(0, start) + words + this.value.slice(end);
    this.setSelectionRange(start + words.length, start + words.length);
    this.dispatchEvent(new Event('input'));
  }
}

function open(initial = '') {
  const doc = new Y.Doc();
  const text = doc.getText('name');
  text.insert(0, initial);
  const field = new Field();
  const stop = bindText(field, { text, isFocused: () => true });
  return { doc, text, field, stop };
}

test('[CL6] remote words before the caret move it, my next key lands where I was', () => {
  const { text, field } = open('world');
  field.setSelectionRange(5, 5);
  text.insert(0, 'hello ');
  expect(field.value).toBe('hello world');
  field.type('!');
  expect(text.toString()).toBe('hello world!');
});

test('[CL6] a remote insertion right at the caret does not push it', () => {
  const { text, field } = open('ab');
  field.setSelectionRange(1, 1);
  text.insert(1, 'XYZ');
  expect(field.selectionStart).toBe(1);
});

test('[CL8] typing sends the smallest change, so that words typed by two at once both stay', () => {
  const { doc, text, field } = open('fair budget');
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  field.setSelectionRange(11, 11);
  field.type('s');
  other.getText('name').insert(0, 'A ');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(text.toString()).toBe('A fair budgets');
  expect(field.value).toBe('A fair budgets');
  expect(field.selectionStart).toBe(14);
});

test('[CL8] while a word is composed the field is left alone, and both texts stay', () => {
  const { text, field } = open('naïve ');
  field.setSelectionRange(6, 6);
  field.dispatchEvent(new Event('compositionstart'));
  field.type('に');
  expect(text.toString()).toBe('naïve に');
  text.insert(0, 'so ');
  expect(field.value).toBe('naïve に');
  field.value = 'naïve 日本';
  field.setSelectionRange(8, 8);
  field.dispatchEvent(new Event('input'));
  expect(text.toString()).toBe('so naïve に');
  field.dispatchEvent(new Event('compositionend'));
  expect(text.toString()).toBe('so naïve 日本');
  expect(field.value).toBe('so naïve 日本');
  expect(field.selectionStart).toBe('so naïve 日本'.length);
});

test('[CL8] a composed word that nobody goes on with joins what others wrote, and is kept', () => {
  vi.useFakeTimers();
  try {
    const { text, field } = open('Plan ');
    field.setSelectionRange(5, 5);
    field.dispatchEvent(new Event('compositionstart'));
    field.type('b');
    text.insert(0, 'Our ');
    text.insert(text.length, ' of Lomé');
    field.type('udget');
    expect(text.toString()).toBe('Our Plan b of Lomé');
    vi.runAllTimers();
    expect(text.toString()).toBe('Our Plan budget of Lomé');
    expect(field.value).toBe('Our Plan budget of Lomé');
    expect(field.selectionStart).toBe('Our Plan budget'.length);
    field.type('s');
    expect(text.toString()).toBe('Our Plan budgets of Lomé');
    field.dispatchEvent(new Event('compositionend'));
    expect(text.toString()).toBe('Our Plan budgets of Lomé');
  } finally {
    vi.useRealTimers();
  }
});

test('[CL8] a word that was still composed when its field went is kept', () => {
  const { text, field, stop } = open('Plan ');
  field.setSelectionRange(5, 5);
  field.dispatchEvent(new Event('compositionstart'));
  field.type('b');
  text.insert(0, 'Our ');
  field.type('udget');
  stop();
  expect(text.toString()).toBe('Our Plan budget');
});

test('[CL8] an emoji replaced by its neighbour is never cut in half', () => {
  const { text, field } = open('😀');
  field.value = '😁';
  field.dispatchEvent(new Event('input'));
  expect(text.toString()).toBe('😁');
});

test('a binding that was stopped neither reads nor writes', () => {
  const { text, field, stop } = open('a');
  stop();
  text.insert(0, 'b');
  field.type('c');
  expect(field.value).toContain('a');
  expect(text.toString()).toBe('ba');
});
