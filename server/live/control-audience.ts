// Who looks at a board right now, by person: with two browsers somebody is still one. Knows no HTTP.

/** The people at the boards of this server. */
export interface Audience {
  /** Somebody's line is up; returns what to call when it is down. */
  arrive(hackathonId: string, personId: string): () => void;
  /** Ids of those who look now. */
  list(hackathonId: string): string[];
}

/** Nobody looks yet. */
export function createAudience(): Audience {
  /** Lines by person, by hackathon. */
  const halls = new Map<string, Map<string, number>>();
  return {
    arrive(hackathonId, personId) {
      const hall = halls.get(hackathonId) ?? new Map<string, number>();
      halls.set(hackathonId, hall);
      hall.set(personId, (hall.get(personId) ?? 0) + 1);
      return () => {
        const lines = (hall.get(personId) ?? 0) - 1;
        if (lines > 0) hall.set(personId, lines);
        else hall.delete(personId);
        if (hall.size === 0 && halls.get(hackathonId) === hall) halls.delete(hackathonId);
      };
    },
    list: (hackathonId) => [...(halls.get(hackathonId)?.keys() ?? [])],
  };
}
