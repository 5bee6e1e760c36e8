// Headers that go on every answer, errors included. Knows no route.
import type { MiddlewareHandler } from 'hono';
import { NONCE, secureHeaders } from 'hono/secure-headers';
import type { Env } from './context.ts';
import { isHttpsRequest } from './proxies.ts';

/**
 * A strict content security policy (AC4): scripts and styles only from here, or with this answer's
 * nonce. Pictures only from here too, or from the page itself, as one that was just chosen: what people
 * typed as an address is a link, and asks no other server who reads.
 */
export function securityHeaders(options: { isHttps: boolean }): MiddlewareHandler<Env> {
  const overHttps = headers({ isHttps: true });
  const overHttp = headers({ isHttps: false });
  return (c, next) => {
    if (/^\/(images\/|previews\/|pages\/preview-)/.test(c.req.path)) return forPictures(c, next);
    return (isHttpsRequest(c, options) ? overHttps : overHttp)(c, next);
  };
}

/**
 * What somebody uploaded is shown and never run, whatever a browser takes it for; other catalogues
 * show it from here.
 */
const forPictures = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
  crossOriginResourcePolicy: 'cross-origin',
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
});

function headers({ isHttps }: { isHttps: boolean }): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: ["'self'", NONCE],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: isHttps ? 'same-origin' : false,
    originAgentCluster: isHttps,
    strictTransportSecurity: isHttps ? 'max-age=31536000' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
}
