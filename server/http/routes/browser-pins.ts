// Shared laptops: a PIN to come back with in this browser, who may, and coming back. Locking and
// handing over are signing out, which `/session` has.
import { z } from '@hono/zod-openapi';
import {
  choosePinRequest,
  comeBackRequest,
  returningPersonView,
} from '../../../shared/api/browser-pins.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { AppError } from '../errors.ts';
import { type CookieOptions, readBrowserCookie, writeBrowserCookie } from '../session-cookie.ts';
import { beginSession } from './session.ts';

const done = { 204: { description: 'Done.' } };

const choosePin = defineRoute('signed-in', {
  method: 'put',
  path: '/session/pin',
  summary: 'Choose the PIN that lets me back into this browser after it was locked',
  request: { body: { ...json(choosePinRequest), required: true } },
  responses: { ...done, ...errors(401, 422, 503) },
});

const forgetPin = defineRoute('signed-in', {
  method: 'delete',
  path: '/session/pin',
  summary: 'Let nobody back into this browser as me',
  responses: { ...done, ...errors(401) },
});

const listPeople = defineRoute('public', {
  method: 'get',
  path: '/session/people',
  summary: 'Who may come back in this browser',
  responses: {
    200: json(z.object({ people: z.array(returningPersonView) }), 'The last one here first.'),
  },
});

const comeBack = defineRoute('public', {
  method: 'post',
  path: '/session/pin',
  summary: 'Come back into this browser; signs in',
  request: { body: { ...json(comeBackRequest), required: true } },
  responses: { ...done, ...errors(403, 422, 429, 503) },
});

/** The routes of `/session/pin` and `/session/people`. */
export function browserPinRoutes({ accounts }: { accounts: Accounts }, doors: CookieOptions) {
  const { pins } = accounts;
  return createRouter()
    .openapi(choosePin, async (c) => {
      const { personId } = requireActor(c);
      const { pin } = c.req.valid('json');
      const token = await pins.choose(readBrowserCookie(c, doors), personId, pin);
      writeBrowserCookie(c, doors, token);
      return c.body(null, 204);
    })
    .openapi(forgetPin, (c) => {
      pins.forget(readBrowserCookie(c, doors), requireActor(c).personId);
      return c.body(null, 204);
    })
    .openapi(listPeople, (c) => c.json({ people: pins.people(readBrowserCookie(c, doors)) }, 200))
    .openapi(comeBack, async (c) => {
      const { personId, pin } = c.req.valid('json');
      if (!(await pins.verify(readBrowserCookie(c, doors), personId, pin))) {
        throw new AppError(403, 'wrong_pin', 'This is not the PIN chosen in this browser.');
      }
      await beginSession(c, { accounts }, doors, personId);
      return c.body(null, 204);
    });
}
