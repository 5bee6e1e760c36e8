// Who tells whom that something changed on this server. Knows nothing of screens or transport.

/** A fact that boards, walls and open sockets may have to follow. Sent after the commit. */
export type Change =
  | {
      readonly type: 'document';
      readonly documentId: string;
      readonly hackathonId: string;
      /** Nothing but what is written in it changed. */
      readonly isOfWords?: true;
    }
  | { readonly type: 'presence'; readonly documentId: string }
  /** Somebody wrote, resolved or reopened a note. */
  | { readonly type: 'notes'; readonly documentId: string; readonly hackathonId: string }
  | { readonly type: 'record'; readonly recordId: string; readonly hackathonId: string }
  | { readonly type: 'team'; readonly teamId: string; readonly hackathonId: string }
  /** Somebody was moved or taken off a team. Joining is their own doing. */
  | { readonly type: 'member'; readonly personId: string; readonly hackathonId: string }
  | { readonly type: 'hackathon'; readonly hackathonId: string }
  | { readonly type: 'announcements'; readonly hackathonId: string }
  /** The control room put something else on the walls. */
  | { readonly type: 'walls'; readonly hackathonId: string }
  /** Somebody's memberships, role or session changed: open sockets are asked again (WS6). */
  | {
      readonly type: 'rights';
      readonly personId?: string;
      readonly sessionId?: string;
      readonly documentId?: string;
    };

/** Passes changes on, in order, synchronously. */
export interface Changes {
  emit(change: Change): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (change: Change) => void): () => void;
}

/** Listeners must not throw; one that does is reported and spares the others. */
export function createChanges(report: (error: unknown) => void): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    emit(change) {
      for (const listener of listeners) {
        try {
          listener(change);
        } catch (error) {
          report(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
