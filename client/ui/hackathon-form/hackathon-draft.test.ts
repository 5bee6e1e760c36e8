// A hackathon before it is made.
import { describe, expect, it } from 'vitest';
import { isBackwards, newDraft, readDraft } from './hackathon-draft.ts';

const NOW = Date.UTC(2016, 11, 7, 8, 20);

describe('a hackathon that is being typed', () => {
  it('lacks nothing but its name', () => {
    const draft = newDraft(NOW, 'Europe/Paris');
    expect(readDraft(draft)).toBeNull();
    expect(readDraft({ ...draft, name: ' Paris 2016 ' })).toMatchObject({
      name: 'Paris 2016',
      startsAt: Date.UTC(2016, 11, 7, 9),
      endsAt: Date.UTC(2016, 11, 9, 9),
    });
  });

  it('keeps what clocks at the place show when the zone is corrected', () => {
    const draft = { ...newDraft(NOW, 'Europe/Paris'), name: 'Tbilisi', timeZone: 'Asia/Tbilisi' };
    expect(readDraft(draft)?.startsAt).toBe(Date.UTC(2016, 11, 7, 6));
  });

  it('is not sent with its end before its beginning', () => {
    const draft = { ...newDraft(NOW, 'UTC'), name: 'Backwards', ends: '2016-12-06T09:00' };
    expect(isBackwards(draft)).toBe(true);
    expect(readDraft(draft)).toBeNull();
  });
});
