// A link for a new password, sent to whoever asks for it with the e-mail of an account. Asking tells
// nothing: the answer is the same for every address, and the work begins after it.
import type { Links } from './links.ts';
import type { Mailer } from './mailer.ts';
import { writePasswordMail } from './password-mail-words.ts';
import type { People } from './people.ts';
import { createThrottle } from './throttle.ts';

/** How long a mailed link works, ms. */
const MAILED_LINK_TTL_MS = 60 * 60 * 1000;

/** Mails per account at once, then one more every quarter of an hour: nobody's inbox is flooded. */
const MAILS = { burst: 3, refillMs: 15 * 60_000 };

/** Mails with links for new passwords. */
export interface PasswordMails {
  readonly isAvailable: boolean;
  /** Sends a link when an account has this e-mail; returns at once and never says whether. */
  request(email: string, toAddress: (token: string) => string): void;
}

/** Opens the mails; without a mailer nothing is available and nothing is sent. */
export function openPasswordMails({
  people,
  links,
  mailer,
  now,
  report,
}: {
  people: People;
  links: Links;
  mailer: Mailer | null;
  now: () => number;
  /** Told why a mail was not taken, as a code: what mail servers say may repeat the address. */
  report: (code: string) => void;
}): PasswordMails {
  const throttle = createThrottle({ ...MAILS, now });

  async function send(
    sender: Mailer,
    email: string,
    toAddress: (token: string) => string,
  ): Promise<void> {
    const person = people.getByEmail(email);
    if (person === null || person.email === null || throttle.take(person.id) > 0) return;
    // Earlier links stay: a stranger who asks must not take away the one a facilitator handed over.
    const token = links.create('reset-password', {
      personId: person.id,
      ttlMs: MAILED_LINK_TTL_MS,
      replacesEarlier: false,
    });
    const { subject, text } = writePasswordMail(person, toAddress(token));
    await sender.send({ to: person.email, subject, text });
  }

  return {
    isAvailable: mailer !== null,
    request(email, toAddress) {
      if (mailer === null) return;
      setImmediate(() => {
        send(mailer, email, toAddress).catch((error: unknown) => {
          report(String((error as { code?: unknown }).code ?? 'unknown'));
        });
      });
    },
  };
}
