// Tells a screen reader what others do, one polite sentence at a time (CL9).
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { usePeople } from '../../collab/hooks.ts';
import type { PresentPerson } from '../../collab/presence.ts';
import spoken from '../../ui/spoken.module.css';
import { useForm } from './form-context.ts';
import { useFieldLabel } from './PeopleHere.tsx';

/** Least time between two sentences, in ms: a busy table must not talk over its own words. */
const EVERY_MS = 6_000;

/** People named in a sentence; of more than these it tells the number. */
const NAMED = 3;

/** A live region nobody sees. */
export function LiveAnnouncer({ view }: { view: DocumentView | null }) {
  const { t } = useTranslation('editor');
  const people = usePeople();
  const { kind } = useForm();
  const label = useFieldLabel(kind);
  const told = useRef<readonly PresentPerson[]>(people);
  const toldAt = useRef(0);
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const tell = () => {
      const before = new Map(told.current.map((person) => [person.id, person]));
      const now = new Map(people.map((person) => [person.id, person]));
      const came = people.filter(({ id }) => !before.has(id)).map(({ name }) => name);
      const left = told.current.filter(({ id }) => !now.has(id)).map(({ name }) => name);
      const moved = people.find(
        ({ id, fields }) =>
          before.has(id) && fields.length > 0 && fields[0] !== before.get(id)?.fields[0],
      );
      told.current = people;
      toldAt.current = Date.now();
      const list = (names: readonly string[]) => {
        const more = names.length - NAMED;
        return names.slice(0, NAMED).join(', ') + (more > 0 ? ` +${more}` : '');
      };
      if (came.length > 0) setSentence(t('presence.came', { names: list(came) }));
      else if (left.length > 0) setSentence(t('presence.left', { names: list(left) }));
      else if (moved?.fields[0] !== undefined) {
        setSentence(t('presence.moved', { name: moved.name, field: label(moved.fields[0]) }));
      }
    };
    const timer = setTimeout(tell, Math.max(1_000, toldAt.current + EVERY_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [people, t, label]);
  return (
    <div className={spoken.only} role="status" aria-live="polite">
      {sentence}
      {view?.state === 'finalised' && t('denial.finalised')}
    </div>
  );
}
