// "Send me a link": a forgotten password where a mail server is configured.
import { z } from '@hono/zod-openapi';
import { requestPasswordMail } from '../../../shared/api/people.ts';
import type { PasswordMails } from '../../accounts/password-mails.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { AppError } from '../errors.ts';

const getAvailable = defineRoute('public', {
  method: 'get',
  path: '/password-mails',
  summary: 'Whether this server can send a link for a new password',
  responses: { 200: json(z.object({ isAvailable: z.boolean() }), 'Whether.') },
});

const requestMail = defineRoute('public', {
  method: 'post',
  path: '/password-mails',
  summary: 'Ask for a link for a new password by mail',
  description: 'Answers the same for every address.',
  request: { body: { ...json(requestPasswordMail), required: true } },
  responses: { 204: { description: 'Sent if an account has this e-mail.' }, ...errors(409, 422) },
});

/** The routes of `/password-mails`. */
export function passwordMailRoutes(
  { passwordMails }: { passwordMails: PasswordMails },
  { publicUrl }: { publicUrl: () => string },
) {
  return createRouter()
    .openapi(getAvailable, (c) => c.json({ isAvailable: passwordMails.isAvailable }, 200))
    .openapi(requestMail, (c) => {
      if (!passwordMails.isAvailable) {
        throw new AppError(409, 'no_mail', 'This server sends no mail: a facilitator can help.');
      }
      const { email } = c.req.valid('json');
      passwordMails.request(email, (token) => `${publicUrl()}/welcome/${token}`);
      return c.body(null, 204);
    });
}
