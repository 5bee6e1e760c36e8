// What the import screen asks the server.
import { queryOptions } from '@tanstack/react-query';
import type { ImportChoice, ImportPreview, ImportReceipt } from '../../../shared/api/imports.ts';
import type { ImportFormat } from '../../../shared/import-formats.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { api, unwrap } from '../../api.ts';
import type { ChosenFile } from './read-file.ts';

/** How a file is to be read; what is absent is guessed by the server. */
export interface Reading {
  readonly file: ChosenFile;
  readonly format?: ImportFormat;
  readonly mapping?: string[];
  readonly kind?: Kind;
  readonly language?: string;
  readonly sheet?: string;
  readonly withOrganisations?: boolean;
}

/** Where it goes: to a team, or to the teams its rows name. */
export interface Place {
  readonly hackathonId: string;
  readonly teamId: string | null;
}

/** What a file would bring. */
export function previewImport(
  { hackathonId, teamId }: Place,
  json: Reading,
): Promise<ImportPreview> {
  return teamId === null
    ? unwrap(api.hackathons[':id'].imports.preview.$post({ param: { id: hackathonId }, json }))
    : unwrap(api.teams[':id'].imports.preview.$post({ param: { id: teamId }, json }));
}

/** Brings it in. */
export function bringIn(
  { hackathonId, teamId }: Place,
  reading: Reading,
  order: { key: string; choices: Record<string, ImportChoice> },
): Promise<ImportReceipt> {
  const json = { ...reading, ...order };
  return teamId === null
    ? unwrap(api.hackathons[':id'].imports.$post({ param: { id: hackathonId }, json }))
    : unwrap(api.teams[':id'].imports.$post({ param: { id: teamId }, json }));
}

/** Imports that were made: all for who leads, one's own for others. */
export function importsQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['imports', hackathonId],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].imports.$get({ param: { id: hackathonId } }))).imports,
  });
}

/** The receipt of one, with its rows. */
export function receiptOf(id: string): Promise<ImportReceipt> {
  return unwrap(api.imports[':id'].$get({ param: { id } }));
}

/** Takes one back. */
export function undoImport(id: string) {
  return unwrap(api.imports[':id'].undo.$post({ param: { id } }));
}
