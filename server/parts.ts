// Builds every part of a server over one database and hands each what it needs. Nothing listens yet.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openAccounts } from './accounts/accounts.ts';
import { openMailer } from './accounts/mailer.ts';
import { openPasswordMails } from './accounts/password-mails.ts';
import { openCatalogue } from './catalogue/catalogue.ts';
import { createLookup } from './catalogue/lookup.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/open.ts';
import { openAdaptations } from './documents/adaptations.ts';
import { openCommitments } from './documents/commitments.ts';
import { openDocuments } from './documents/documents.ts';
import { openImports } from './documents/imports.ts';
import { openImprovements } from './documents/improvements.ts';
import { openLifecycle } from './documents/lifecycle.ts';
import { openNotes } from './documents/notes.ts';
import { openProjector } from './documents/projector.ts';
import { openRecordDecisions } from './documents/record-decisions.ts';
import { openSignatories } from './documents/signatories.ts';
import { openUpdateLog } from './documents/update-log.ts';
import { openVersions } from './documents/versions.ts';
import { openVisits } from './documents/visits.ts';
import { openHackathons } from './hackathons/hackathons.ts';
import { openRehearsals } from './hackathons/rehearsals.ts';
import type { Parts } from './http/app.ts';
import { openImages } from './images/images.ts';
import { createChanges } from './live/changes.ts';
import { openLive } from './live/live.ts';
import type { Log } from './log.ts';
import { measureCommits, openMetrics } from './operations/metrics.ts';
import { openPrivacy } from './operations/privacy.ts';
import { drawCard } from './previews/draw-card.ts';
import { openPreviews } from './previews/previews.ts';
import { openPushes } from './push/pushes.ts';
import { openRooms } from './realtime/rooms.ts';

/** Every part, for the command line and for tests. */
export type ServerParts = ReturnType<typeof buildParts>;

/** Joins all parts over one database; nothing listens yet. */
export function buildParts(config: Config, log: Log) {
  const { now } = config;
  if (config.databasePath !== ':memory:')
    mkdirSync(dirname(config.databasePath), { recursive: true });
  const db = openDatabase(config.databasePath);
  const changes = createChanges((error) => {
    log({ level: 'error', event: 'change-listener-failed', error });
  });
  const accounts = openAccounts({ db, now, changes });
  const mailer = config.mail === null ? null : openMailer(config.mail);
  const passwordMails = openPasswordMails({
    ...accounts,
    mailer,
    now,
    report: (code) => log({ level: 'error', event: 'mail-failed', code }),
  });
  const hackathons = openHackathons({ db, now, changes });
  const rehearsals = openRehearsals({ db, now, changes, hackathons });
  const documents = openDocuments({ db, now, changes, accounts, hackathons });
  const metrics = openMetrics({ isWatching: config.metricsToken !== null });
  const rooms = openRooms({
    updateLog: measureCommits(openUpdateLog(db), metrics.observeCommit),
    authorize: (visitor, documentId) => documents.authorize(visitor, documentId),
    onChanged: (documentId, personIds) => projector.changed(documentId, personIds),
    onPresence: (documentId) => changes.emit({ type: 'presence', documentId }),
    onLargeDeletion: (documentId, doc, personId) =>
      versions.beforeLargeDeletion(documentId, doc, personId),
    now,
    log,
    limits: { graceMs: config.roomGraceMs },
  });
  const projector = openProjector({ db, rooms, documents, changes, now, log });
  const versions = openVersions({ db, rooms, documents, accounts, now });
  const catalogue = openCatalogue({ db, now, changes, accounts });
  const visits = openVisits({ db, now, accounts, versions });
  const { roster } = hackathons;
  const { audit } = hackathons;
  const signatories = openSignatories({ db, rooms, accounts, roster, audit, now });
  const commitments = openCommitments({
    db,
    now,
    rooms,
    accounts,
    documents,
    signatories,
    audit,
  });
  const notes = openNotes({ db, now, changes, accounts, documents, roster });
  const improvements = openImprovements({
    db,
    rooms,
    documents,
    hackathons,
    versions,
    changes,
  });
  const adaptations = openAdaptations({
    db,
    now,
    rooms,
    documents,
    duplicates: catalogue.duplicates,
  });
  const imports = openImports({
    db,
    now,
    changes,
    rooms,
    hackathons,
    documents,
    catalogue,
    improvements,
  });
  const lifecycle = openLifecycle({
    db,
    rooms,
    documents,
    hackathons,
    projector,
    versions,
    notes,
    catalogue,
    improvements,
    changes,
    now,
  });
  const recordDecisions = openRecordDecisions({
    db,
    rooms,
    documents,
    hackathons,
    projector,
    catalogue,
    changes,
    now,
  });
  const images = openImages({ db, now });
  const previews = openPreviews({
    draw: drawCard,
    onFailure: (error) => log({ level: 'error', event: 'preview-failed', error }),
  });
  const live = openLive({ db, changes, rooms, documents, hackathons, now, log });
  const privacy = openPrivacy({ db, now, changes, audit: hackathons.audit });
  const pushes = openPushes({
    db,
    catalogue,
    images,
    toolbox: config.toolbox,
    record: hackathons.audit.record,
    now,
    log,
  });
  const checkStorage = () => {
    db.pragma(`user_version = ${db.pragma('user_version', { simple: true })}`);
  };
  const parts = {
    db,
    changes,
    accounts,
    hackathons,
    rehearsals,
    documents,
    mailer,
    passwordMails,
    images,
    adaptations,
    improvements,
    imports,
    rooms,
    projector,
    versions,
    notes,
    signatories,
    commitments,
    visits,
    catalogue,
    lookup: createLookup(db),
    lifecycle,
    recordDecisions,
    live,
    metrics,
    privacy,
    previews,
    pushes,
    log,
    now,
    checkStorage,
  };
  parts satisfies Parts;
  return parts;
}
