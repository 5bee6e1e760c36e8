// Who confirmed something and when, behind the word that it is confirmed.
import { PersonName } from './PersonName.tsx';
import { RelativeTime } from './RelativeTime.tsx';

interface ConfirmedByProps {
  /** `null` where the confirmation itself is no longer known. */
  confirmation: { readonly personName: string; readonly at: number } | null;
}

/** Nothing when nobody is known. */
export function ConfirmedBy({ confirmation }: ConfirmedByProps) {
  if (confirmation === null) return null;
  return (
    <>
      {' · '}
      <PersonName name={confirmation.personName} /> · <RelativeTime at={confirmation.at} />
    </>
  );
}
