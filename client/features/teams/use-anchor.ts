// A team of the board that the address names, such as /hackathons/paris#team-1: brought into sight
// once it is drawn, which is after the browser has looked for it.
import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** The anchor of a team, and whether it is the one asked for. */
export function useTeamAnchor<E extends HTMLElement>(
  teamId: string,
): { id: string; ref: RefObject<E | null>; isAskedFor: boolean } {
  const { hash, key } = useLocation();
  const id = `team-${teamId}`;
  const ref = useRef<E>(null);
  const isAskedFor = hash === `#${id}`;
  // The key is that of one navigation: the same team may be asked for again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: explained above
  useEffect(() => {
    if (isAskedFor) ref.current?.scrollIntoView({ block: 'start' });
  }, [isAskedFor, key]);
  return { id, ref, isAskedFor };
}
