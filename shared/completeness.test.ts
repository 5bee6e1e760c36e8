// How complete an entry is: earned by what is in it, never clicked.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { toolSeed } from '../test/support/entries.ts';
import { completeness, targetTakes } from './completeness.ts';
import { type DocumentSeed, writeSeed } from './document.ts';
import { TARGETS } from './fields/field.ts';
import { FIELDS } from './fields.ts';
import { KINDS, type Kind } from './kinds.ts';
import { project } from './projection.ts';
import { plainToRichText } from './rich-text.ts';

function measure(kind: Kind, seed: DocumentSeed) {
  const doc = new Y.Doc();
  writeSeed(kind, doc, seed);
  return completeness(project(kind, doc));
}

describe('completeness', () => {
  it('begins at nothing, with everything missing', () => {
    for (const kind of KINDS) {
      const { ratio, missing, ready } = measure(kind, {});
      expect(ratio).toBe(0);
      expect(ready).toEqual({ catalogue: false, toolbox: false, publiccode: false });
      const asked = FIELDS[kind].filter((one) => one.requiredFor || one.recommended);
      expect(missing.map(({ field }) => field)).toEqual(asked.map(({ name }) => name));
    }
  });

  it('grows with every field, and a required one weighs three recommended ones', () => {
    const name = measure('tool', { name: 'x' }).ratio;
    const website = measure('tool', { website: 'x.org' }).ratio;
    expect(name).toBeCloseTo(3 * website);
    expect(measure('tool', { name: 'x', website: 'x.org' }).ratio).toBeCloseTo(name + website);
  });

  it('is ready for the catalogue before it is whole', () => {
    const { ratio, ready, missing } = measure('tool', toolSeed());
    expect(ready).toEqual({ catalogue: true, toolbox: true, publiccode: false });
    expect(ratio).toBeLessThan(1);
    expect(missing).toContainEqual({ field: 'licence', requiredFor: ['publiccode'] });
    expect(missing).toContainEqual({ field: 'website', requiredFor: [] });
  });

  it('spaces and empty paragraphs say nothing', () => {
    const { ratio } = measure('organisation', {
      name: '  ',
      description: { en: plainToRichText('') },
    });
    expect(ratio).toBe(0);
  });

  it('any language will do for a field in several', () => {
    const { missing } = measure('tool', { summary: { sw: 'Muhtasari' } });
    expect(missing.map(({ field }) => field)).not.toContain('summary');
  });

  it('[EX3] knows what publiccode.yml asks of words that are there', () => {
    const lacking = (seed: DocumentSeed) =>
      measure('tool', seed)
        .missing.filter(({ requiredFor }) => requiredFor.includes('publiccode'))
        .map(({ field }) => field);
    const words = {
      summary: { en: 'Short.' },
      description: { en: plainToRichText('Long. '.repeat(30)) },
      features: { en: ['One'] },
    };
    const texts = ['summary', 'description', 'features'];
    const ofTexts = (seed: DocumentSeed) => lacking(seed).filter((field) => texts.includes(field));
    expect(ofTexts(words)).toEqual([]);
    expect(ofTexts({ ...words, description: { en: plainToRichText('Long.') } })).toEqual([
      'description',
    ]);
    expect(ofTexts({ ...words, features: { fr: ['Un'] } })).toEqual(['features']);
    expect(lacking({ maintenanceType: 'community' })).toContain('developer');
    expect(lacking({ maintenanceType: 'none' })).not.toContain('developer');
    expect(lacking({ maintenanceType: 'contract' })).toContain('maintenanceType');
  });

  it('asks nothing for a target that does not take the kind', () => {
    expect(TARGETS.filter((target) => targetTakes('collective-action', target))).toEqual([
      'catalogue',
    ]);
    expect(TARGETS.filter((target) => targetTakes('organisation', target))).toEqual([
      'catalogue',
      'toolbox',
    ]);
    expect(TARGETS.filter((target) => targetTakes('tool', target))).toEqual(TARGETS);
  });
});
