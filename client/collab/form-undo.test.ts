// One history over all fields, of my own changes alone.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { replaceText } from '../../shared/document.ts';
import { FORM_ORIGIN, openFormUndo } from './form-undo.ts';

function type(doc: Y.Doc, root: string, words: string): void {
  doc.transact(() => replaceText(doc.getText(root), words), FORM_ORIGIN);
}

test('[CL7] undo goes back over fields in the order they were written', () => {
  const doc = new Y.Doc();
  const undo = openFormUndo(doc);
  type(doc, 'name', 'Decidim');
  undo.endStep();
  type(doc, 'summary.en', 'Participation');
  undo.endStep();
  doc.transact(() => doc.getMap('countries').set('FR', true), FORM_ORIGIN);
  const reached: string[] = [];
  undo.onReached((root) => reached.push(root));
  undo.undo();
  expect(doc.getMap('countries').size).toBe(0);
  undo.undo();
  expect(doc.getText('summary.en').toString()).toBe('');
  expect(doc.getText('name').toString()).toBe('Decidim');
  undo.redo();
  expect(doc.getText('summary.en').toString()).toBe('Participation');
  expect(reached).toEqual(['countries', 'summary.en', 'summary.en']);
});

test('[CL7] undo never takes back what another person wrote', () => {
  const mine = new Y.Doc();
  const theirs = new Y.Doc();
  const undo = openFormUndo(mine);
  type(mine, 'name', 'Open');
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  theirs.getText('name').insert(4, ' Data');
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs), 'network');
  undo.undo();
  expect(mine.getText('name').toString()).toBe(' Data');
  expect(undo.canUndo.get()).toBe(false);
});

test('[CL7] taking back a paragraph keeps the words another person put into it', () => {
  const mine = new Y.Doc();
  const theirs = new Y.Doc();
  const undo = openFormUndo(mine);
  mine.transact(() => {
    mine.getXmlFragment('description.en').insert(0, [new Y.XmlElement('paragraph')]);
  }, FORM_ORIGIN);
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  const paragraph = theirs.getXmlFragment('description.en').get(0) as Y.XmlElement;
  paragraph.insert(0, [new Y.XmlText('theirs')]);
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs), 'network');
  undo.undo();
  expect(mine.getXmlFragment('description.en').toString()).toContain('theirs');
});
