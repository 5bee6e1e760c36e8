// Imports: what a file would bring into a hackathon, bringing it in as one transaction, the receipt,
// and taking it back. Parsing pauses now and then, so that people typing elsewhere notice nothing.
// Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type {
  ImportChoice,
  ImportedRow,
  ImportPreview,
  ImportReceipt,
  ImportSummary,
  UndoAnswer,
} from '../../shared/api/imports.ts';
import { createId } from '../../shared/ids.ts';
import type { ImportFormat } from '../../shared/import-formats.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ImportError } from '../catalogue/importers/import-error.ts';
import type { ImportSource, ReadOptions } from '../catalogue/importers/raw-entry.ts';
import { readImport } from '../catalogue/importers/read-import.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { type HackathonRow, languagesOf } from '../hackathons/rows.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Rooms } from '../realtime/types.ts';
import { createBreathe } from './breathe.ts';
import type { Documents } from './documents.ts';
import { createFirstContent, type FirstContent } from './first-content.ts';
import { doneWith, organisationsOf, withoutConfirmations } from './import-choices.ts';
import { type ImportPlan, type PlannedRow, planImport } from './import-plan.ts';
import { type ImportNames, prepareImportNames } from './import-relations.ts';
import { openImportShelf } from './import-shelf.ts';
import type { Improvements, PreparedImprovement } from './improvements.ts';

/** Where an import goes, as the person may decide. */
export interface ImportPlace {
  readonly hackathon: HackathonRow;
  /** For rows that name no team. */
  readonly teamId: string | null;
  /** Whether rows may name teams, and teams that are named and missing are made. */
  readonly namesTeams: boolean;
}

/** A file and how to read it. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format?: ImportFormat | undefined;
  readonly mapping?: readonly string[] | undefined;
  readonly kind?: Kind | undefined;
  readonly language?: string | undefined;
  readonly sheet?: string | undefined;
  /** Organisations that only a relation names become drafts too. */
  readonly withOrganisations?: boolean | undefined;
}

/** What to do, and by whom. */
interface ImportOrder {
  /** Names the import: sent twice, it is one. */
  readonly key: string;
  /** By the index of the row. New rows are created without one, all others left out. */
  readonly choices: Readonly<Record<string, ImportChoice>>;
  /** `null` for the command line. */
  readonly by: string | null;
}

/** Imports. Files that cannot be read throw `422 import_unreadable` with reason, row and column. */
export interface Imports {
  preview(place: ImportPlace, file: ImportFile): Promise<ImportPreview>;
  /** Brings a file in: all that is chosen, or nothing. */
  run(place: ImportPlace, file: ImportFile, order: ImportOrder): Promise<ImportReceipt>;
  /** Of a hackathon, newest first; `by` keeps to one person's. */
  list(hackathonId: string, by: string | null): ImportSummary[];
  /** The hackathon and the person of an import, for whoever checks rights; or `null`. */
  owner(id: string): { readonly hackathonId: string; readonly personId: string | null } | null;
  /** Throws `404 not_found`. */
  get(id: string): ImportReceipt;
  /**
   * Removes the drafts nobody worked on since, and teams it made that are empty. Once; throws
   * `404 not_found` and `409 import_undone`.
   */
  undo(id: string, by: string | null): UndoAnswer;
}

interface ImportParts {
  readonly db: Database;
  readonly now: () => number;
  readonly changes: Changes;
  readonly rooms: Pick<Rooms, 'flush' | 'refreshRights'>;
  readonly hackathons: Hackathons;
  readonly documents: Documents;
  readonly catalogue: Pick<Catalogue, 'duplicates'>;
  readonly improvements: Improvements;
}

/** Everything of a row that is written, made before the transaction. */
type Prepared =
  | { readonly type: 'none' }
  | { readonly type: 'create'; readonly id: string; readonly content: FirstContent }
  | { readonly type: 'improve'; readonly improvement: PreparedImprovement };

/** Opens the imports kept in `db`. */
export function openImports(parts: ImportParts): Imports {
  const { db, hackathons, documents, catalogue, improvements, changes } = parts;
  const shelf = openImportShelf(parts);
  const namesOf = prepareImportNames(db);

  async function look(place: ImportPlace, file: ImportFile) {
    const { hackathon, teamId, namesTeams } = place;
    const breathe = createBreathe();
    const [defaultLanguage = 'en'] = languagesOf(hackathon);
    const options: ReadOptions = {
      format: file.format,
      mapping: file.mapping,
      kind: file.kind,
      language: file.language,
      sheet: file.sheet,
      defaultLanguage,
      recall: (headings) => shelf.recall(hackathon.id, headings),
    };
    const source = await read(file.bytes, options, breathe);
    const plan = await planImport(
      source.entries,
      {
        teams: hackathons.teams.list(hackathon.id),
        teamId,
        namesTeams,
        findAlike: ({ kind, title, fields }) =>
          catalogue.duplicates.find({
            kind,
            title,
            // A seed of our own: only its addresses and Wikidata item are looked at.
            fields: fields as Parameters<typeof catalogue.duplicates.find>[0]['fields'],
            excludeDocumentId: null,
            hackathonId: hackathon.id,
          })[0],
      },
      breathe,
    );
    return { source, plan, breathe };
  }

  /** What becomes of each row, and organisations named on the way. */
  function decide(place: ImportPlace, plan: ImportPlan, order: Pick<ImportOrder, 'choices'>) {
    const names = namesOf(place.hackathon.id);
    const decided = plan.rows.map((planned) => {
      const done = doneWith(planned, order.choices[planned.row.index]);
      const id = createId();
      const { kind, title } = planned.entry;
      if (done === 'created' && kind !== null) names.add(kind, title, id);
      return { planned, done, id };
    });
    return { names, decided };
  }

  function prepareRow(
    { entry, row }: PlannedRow,
    done: ImportedRow['done'],
    id: string,
    names: ImportNames,
    mayConfirm: boolean,
  ): Prepared {
    const { kind } = entry;
    if (kind === null || (done !== 'created' && done !== 'improved')) return { type: 'none' };
    const relations = Object.entries(entry.relations).map(
      ([fieldName, labels]) => [fieldName, names.resolve(kind, fieldName, labels)] as const,
    );
    const words = mayConfirm ? entry.seed : withoutConfirmations(entry.seed);
    const seed = { ...words, ...Object.fromEntries(relations) };
    if (done === 'created') return { type: 'create', id, content: createFirstContent(kind, seed) };
    const improvement = improvements.prepare(row.match!.id, seed);
    return improvement === null ? { type: 'none' } : { type: 'improve', improvement };
  }

  /** Writes what a row brings; the id of its document. */
  function make(work: Prepared, teamId: string, by: string | null): string | null {
    switch (work.type) {
      case 'none':
        return null;
      case 'create':
        return documents.plant({ id: work.id, teamId, content: work.content, by }).id;
      case 'improve':
        return improvements.begin(work.improvement, teamId, by).id;
    }
  }

  return {
    async preview(place, file) {
      const { source, plan } = await look(place, file);
      const { names, decided } = decide(place, plan, { choices: {} });
      return {
        ...withoutEntries(source),
        rows: plan.rows.map(({ row }) => row),
        newTeams: [...plan.newTeams],
        newOrganisations: organisationsOf(names, decided).length,
      };
    },
    async run(place, file, order) {
      const { hackathon } = place;
      const before = shelf.owner(order.key);
      if (before !== null) {
        // A key of somebody else's is as unknown as any other (AC2).
        if (before.hackathonId !== hackathon.id || before.personId !== order.by) {
          throw notFound('import');
        }
        return shelf.get(order.key);
      }
      const { source, plan, breathe } = await look(place, file);
      const { names, decided } = decide(place, plan, order);
      const organisations = file.withOrganisations ? organisationsOf(names, decided) : [];
      for (const { id, name } of organisations) names.add('organisation', name, id);
      const prepared: { planned: PlannedRow; done: ImportedRow['done']; work: Prepared }[] = [];
      for (const { planned, done, id } of decided) {
        const work = prepareRow(planned, done, id, names, place.namesTeams);
        // A record withdrawn since it was looked at cannot be improved any more.
        const isGone = done === 'improved' && work.type === 'none';
        prepared.push({ planned, done: isGone ? 'refused' : done, work });
        await breathe();
      }
      const contents = organisations.map(({ name }) =>
        createFirstContent('organisation', { name }),
      );

      const write = db.transaction(() => {
        if (hackathons.get(hackathon.id)?.state !== 'open') {
          throw new AppError(409, 'hackathon_closed', 'This hackathon takes no new entries now.');
        }
        const teamIds = new Map<string, string>();
        for (const name of plan.newTeams) {
          const { id } = hackathons.teams.create(hackathon.id, { name }, order.by);
          hackathons.codes.create(hackathon.id, { teamId: id }, order.by);
          teamIds.set(name.toLowerCase(), id);
        }
        const teamOf = ({ teamId, row }: PlannedRow) =>
          teamId ?? teamIds.get((row.team ?? '').toLowerCase()) ?? '';
        const rows = prepared.map(({ planned, done, work }): ImportedRow => {
          const teamId = teamOf(planned);
          return { ...planned.row, done, documentId: make(work, teamId, order.by) };
        });
        const beside = organisations.map(({ id, first }, place) => {
          const content = contents[place]!;
          return documents.plant({ id, teamId: teamOf(first), content, by: order.by }).id;
        });
        shelf.store({
          id: order.key,
          place,
          fileName: file.name,
          source,
          rows,
          besideIds: beside,
          teamIds: [...teamIds.values()],
          by: order.by,
        });
        return [...rows.flatMap(({ documentId }) => documentId ?? []), ...beside];
      });
      const made = hackathons.together(() => write.immediate());
      for (const documentId of made) {
        changes.emit({ type: 'document', documentId, hackathonId: hackathon.id });
      }
      return shelf.get(order.key);
    },
    list: shelf.list,
    owner: shelf.owner,
    get: shelf.get,
    undo: shelf.undo,
  };
}

function withoutEntries({ entries: _, columns, ...source }: ImportSource) {
  return {
    ...source,
    columns:
      columns === null ? null : columns.map((one) => ({ ...one, samples: [...one.samples] })),
    sheets: [...source.sheets],
    ignored: [...source.ignored],
  };
}

async function read(
  bytes: Uint8Array,
  options: ReadOptions,
  breathe: () => Promise<void> | null,
): Promise<ImportSource> {
  try {
    return await readImport(bytes, options, breathe);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const { code, message, reason, row, column } = error;
    throw new AppError(422, code, message, { reason, row, column });
  }
}
