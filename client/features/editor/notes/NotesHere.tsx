// The place below a field where its notes open. What they are made of is loaded when they first do.
import { lazy, Suspense } from 'react';
import { useIsNotesOpen } from './notes-place.ts';

const FieldNotes = lazy(() => import('./FieldNotes.tsx'));

/** Nothing while the notes of the field are closed. */
export function NotesHere({ field, name }: { field: string; name: string }) {
  if (!useIsNotesOpen(field)) return null;
  return (
    <Suspense fallback={null}>
      <FieldNotes field={field} name={name} />
    </Suspense>
  );
}
