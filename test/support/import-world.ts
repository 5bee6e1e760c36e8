// A hackathon somebody brings files into, over HTTP as the screen does it.
import { readFileSync } from 'node:fs';
import type { ErrorAnswer } from '../../shared/api/errors.ts';
import type {
  ImportChoice,
  ImportPreview,
  ImportReceipt,
  UndoAnswer,
} from '../../shared/api/imports.ts';
import { createId } from '../../shared/ids.ts';
import type { TestPerson, TestServer } from './server.ts';

/** How a file is to be read and brought in. */
interface ImportWish {
  readonly name?: string;
  readonly format?: string;
  readonly mapping?: readonly string[];
  readonly kind?: string;
  readonly language?: string;
  readonly sheet?: string;
  readonly withOrganisations?: boolean;
  readonly key?: string;
  readonly choices?: Readonly<Record<string, ImportChoice>>;
  /** The route of a team, or of the whole hackathon. */
  readonly team?: string | null;
  readonly person?: TestPerson;
}

/** A file of the fixtures. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/imports/${name}`, import.meta.url));
}

/** Opens the world: Fay facilitates, Mia is in Alpha, Noa in Beta. */
export async function openImportWorld(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const [alpha, beta] = teams;
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const mia = await server.signUp({ name: 'Mia', teamIds: [alpha!.id] });
  const noa = await server.signUp({ name: 'Noa', teamIds: [beta!.id] });

  async function ask<T>(path: string, body: unknown, person: TestPerson): Promise<T & ErrorAnswer> {
    const response = await server.request(`/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      person,
      ...(body === null || body === undefined ? {} : { body }),
    });
    return { ...((await response.json()) as T & ErrorAnswer), status: response.status };
  }
  const base = (team: string | null | undefined) =>
    team === null ? `/hackathons/${hackathon.id}/imports` : `/teams/${team ?? alpha!.id}/imports`;
  const bodyOf = (
    file: string | Uint8Array,
    { team: _, person: __, name, ...wish }: ImportWish,
  ) => ({
    ...wish,
    file: { name: name ?? 'table.csv', base64: Buffer.from(file).toString('base64') },
  });
  return {
    hackathon,
    alpha: alpha!,
    beta: beta!,
    fay,
    mia,
    noa,
    preview: (file: string | Uint8Array, wish: ImportWish = {}) =>
      ask<ImportPreview>(`${base(wish.team)}/preview`, bodyOf(file, wish), wish.person ?? fay),
    bring: (
      file: string | Uint8Array,
      { key = createId(), choices = {}, ...wish }: ImportWish = {},
    ) =>
      ask<ImportReceipt>(
        base(wish.team),
        { ...bodyOf(file, wish), key, choices },
        wish.person ?? fay,
      ),
    undo: (id: string, person: TestPerson = fay) =>
      ask<UndoAnswer>(`/imports/${id}/undo`, null, person),
    receipt: (id: string, person: TestPerson = fay) =>
      ask<ImportReceipt>(`/imports/${id}`, undefined, person),
    titles: () =>
      server.parts.documents
        .summaries({ hackathonId: hackathon.id })
        .map(({ kind, title }) => `${kind} ${title}`),
    teamNames: () => server.parts.hackathons.teams.list(hackathon.id).map(({ name }) => name),
    fields: (documentId: string | null | undefined) =>
      server.parts.documents.projection(documentId!).fields,
  };
}
