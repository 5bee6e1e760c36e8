// Sends the one kind of mail Sommet sends, where a mail server is configured. Knows no account.
import { createTransport } from 'nodemailer';

/** A mail in plain text. */
interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail server, and who mails come from. */
interface MailRoute {
  /** `smtp://` or `smtps://`, with name and password where needed. */
  readonly url: string;
  readonly from: string;
}

/** A way to send mail. */
export interface Mailer {
  /** Resolves when the mail server has taken it. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** How long a mail server may take for one step, ms; it may be gone, and nobody waits for it here. */
const STEP_TIMEOUT_MS = 20_000;

/** Opens the line to a mail server; nothing is sent or tried yet. */
export function openMailer({ url, from }: MailRoute): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: STEP_TIMEOUT_MS,
    greetingTimeout: STEP_TIMEOUT_MS,
    socketTimeout: STEP_TIMEOUT_MS,
    // A mail is made of our own words only: nothing is ever read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
