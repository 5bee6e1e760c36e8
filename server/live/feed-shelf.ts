// Feeds by hackathon, each open while somebody looks and a little longer. Knows nothing of what is fed.

/** What the shelf must know of a feed. */
interface ShelvedFeed {
  readonly followers: number;
  close(): void;
}

/** Keeps one feed per hackathon. */
interface FeedShelf<F> {
  readonly size: number;
  /** The feed if it is open. */
  find(hackathonId: string): F | null;
  /** The feed, opened if need be. */
  use(hackathonId: string): F;
  /** A follower left: the feed closes after the linger unless somebody came back. */
  left(hackathonId: string): void;
  close(): void;
}

/** Creates a shelf; a feed nobody follows goes on for `lingerMs`. */
export function createFeedShelf<F extends ShelvedFeed>(
  open: (hackathonId: string) => F,
  lingerMs: number,
): FeedShelf<F> {
  const feeds = new Map<string, F>();
  const lingers = new Map<string, NodeJS.Timeout>();

  function linger(hackathonId: string): void {
    clearTimeout(lingers.get(hackathonId));
    const timer = setTimeout(() => {
      lingers.delete(hackathonId);
      const feed = feeds.get(hackathonId);
      if (feed === undefined || feed.followers > 0) return;
      feeds.delete(hackathonId);
      feed.close();
    }, lingerMs);
    timer.unref();
    lingers.set(hackathonId, timer);
  }

  return {
    get size() {
      return feeds.size;
    },
    find: (hackathonId) => feeds.get(hackathonId) ?? null,
    use(hackathonId) {
      let feed = feeds.get(hackathonId);
      if (feed === undefined) {
        feed = open(hackathonId);
        feeds.set(hackathonId, feed);
      }
      linger(hackathonId);
      return feed;
    },
    left(hackathonId) {
      if (feeds.has(hackathonId)) linger(hackathonId);
    },
    close() {
      for (const timer of lingers.values()) clearTimeout(timer);
      for (const feed of feeds.values()) feed.close();
      lingers.clear();
      feeds.clear();
    },
  };
}
