// Pictures: uploaded by whoever may write the document they are for, and shown to everybody who
// knows their address.
import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { imageAnswer, imageRequest } from '../../../shared/api/images.ts';
import { imagePath, MAX_IMAGE_BYTES } from '../../../shared/images.ts';
import { createThrottle } from '../../accounts/throttle.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Images } from '../../images/images.ts';
import { createRouter, defineRoute, type Env, errors, json } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireDocument } from './document-subjects.ts';

interface ImageParts {
  readonly documents: Documents;
  readonly images: Images;
  readonly now: () => number;
}

/** Largest body of an upload, bytes: twice the file, so that one too large is told so in words. */
export const MAX_IMAGE_BODY_BYTES = MAX_IMAGE_BYTES * 2 + 1024;

/** Whether a path takes a picture. */
export function takesImage(path: string): boolean {
  return /^\/api\/documents\/[^/]+\/images$/.test(path);
}

/**
 * Uploads of one session: an evening of logos goes through, a loop fills no disk before the chore
 * takes away what nothing shows.
 */
const UPLOADS = { burst: 30, refillMs: 60_000 };

const upload = defineRoute('document:write', {
  method: 'post',
  path: '/documents/{id}/images',
  summary: 'Upload a picture for a document; PNG, JPEG, WebP or GIF',
  description:
    'What is not seen is taken out of the file: places, cameras, authors. The document says where it stands by the address that is answered.',
  request: {
    params: z.object({ id: z.string().max(120) }),
    body: { ...json(imageRequest), required: true },
  },
  responses: {
    200: json(imageAnswer, 'The address; the same one for the same picture.'),
    ...errors(401, 403, 404, 422, 429),
  },
});

/** The route that takes pictures. */
export function imageRoutes(
  { documents, images, now }: ImageParts,
  { publicUrl }: { readonly publicUrl: () => string },
) {
  const uploads = createThrottle({ ...UPLOADS, now });
  return createRouter().openapi(upload, (c) => {
    requireDocument(c, documents, 'write', c.req.valid('param').id);
    if (uploads.take(c.get('sessionId') ?? '') > 0) {
      throw new AppError(429, 'too_many_images', 'Many pictures at once. Wait a minute.');
    }
    const { name, width, height } = images.put(Buffer.from(c.req.valid('json').base64, 'base64'));
    return c.json({ address: new URL(imagePath(name), publicUrl()).href, width, height }, 200);
  });
}

/** The pictures themselves: the same for everybody, and for ever, so no session is looked at. */
export function imageFiles({ images }: Pick<ImageParts, 'images'>) {
  return new Hono<Env>().get('/images/:name', (c) => {
    const image = images.get(c.req.param('name'));
    if (image === null) return c.notFound();
    c.header('Content-Type', image.type);
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    return c.body(new Uint8Array(image.bytes));
  });
}
