// The history of a document: its versions, what differs between two of them in words, who wrote what,
// and going back.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { DocumentView } from '../../../shared/api/documents.ts';
import type { VersionView } from '../../../shared/api/history.ts';
import { ApiError } from '../../api.ts';
import { useSession } from '../../session.ts';
import { ErrorScreen } from '../../ui/ErrorScreen.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Authorship } from './Authorship.tsx';
import { documentQuery, versionsQuery } from './document-query.ts';
import { FieldDiffs } from './FieldDiffs.tsx';
import classes from './history.module.css';
import { NameVersion, RestoreVersion } from './VersionActions.tsx';

/** The route `/documents/:id/history`. */
export function HistoryPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('shell');
  const { person } = useSession();
  const { data: view, error } = useQuery(documentQuery(id));
  if (person === null) {
    return (
      <ErrorScreen
        code="signed_out"
        action={{ label: t('error.sign-in'), href: `/sign-in?next=/documents/${id}/history` }}
      />
    );
  }
  if (view !== undefined) return <History view={view} />;
  if (error === null) return <Loading />;
  return <ErrorScreen code={error instanceof ApiError ? error.code : 'client_error'} />;
}

/** The newest change first: `now` stands for what the document says at this moment. */
type Moment = 'now' | VersionView;

function History({ view }: { view: DocumentView }) {
  const { t } = useTranslation('editor');
  const { data: versions } = useQuery(versionsQuery(view.id));
  const [chosenId, setChosenId] = useState('now');
  const [wantedId, setWantedId] = useState<string | null>(null);
  const moments: readonly Moment[] = ['now', ...(versions ?? [])];
  const at = Math.max(
    0,
    moments.findIndex((moment) => idOf(moment) === chosenId),
  );
  const chosen = moments[at] ?? 'now';
  // Compared with what was just before it, or with any other; always from the older to the newer.
  const wantedAt = moments.findIndex((moment) => idOf(moment) === wantedId);
  const other = wantedAt === -1 || wantedAt === at ? at + 1 : wantedAt;
  const [newer, older] = [moments[Math.min(at, other)] ?? 'now', moments[Math.max(at, other)]];
  const title = view.title === '' ? t('untitled') : view.title;
  return (
    <Page>
      <PageHeader
        title={t('history.title')}
        tabTitle={t('history.tab', { title })}
        eyebrow={
          <Link to={`/documents/${view.id}`} dir="auto">
            {title}
          </Link>
        }
        lead={t('history.lead')}
        actions={view.rights.write && <NameVersion id={view.id} />}
      />
      <div className={classes.layout}>
        <nav aria-label={t('history.versions')}>
          <ol className={classes.timeline}>
            {moments.map((moment) => (
              <li key={idOf(moment)} data-cause={moment === 'now' ? 'now' : moment.cause}>
                <button
                  type="button"
                  aria-current={idOf(moment) === idOf(chosen)}
                  onClick={() => setChosenId(idOf(moment))}
                >
                  <MomentWords moment={moment} />
                </button>
              </li>
            ))}
          </ol>
        </nav>
        <section aria-live="polite">
          <div className={classes.detailHead}>
            <h2>
              {wantedAt !== -1 && wantedAt !== at
                ? t('history.between')
                : older === undefined
                  ? t('history.from-empty')
                  : t('history.since-before')}
            </h2>
            {moments.length > 1 && (
              <CompareWith
                moments={moments}
                chosen={chosen}
                wantedId={wantedId}
                onWant={setWantedId}
              />
            )}
            {chosen !== 'now' && view.rights.restore && (
              <RestoreVersion id={view.id} version={chosen} onRestored={() => setChosenId('now')} />
            )}
          </div>
          <FieldDiffs
            id={view.id}
            kind={view.kind}
            from={older === undefined ? 'first' : idOf(older)}
            to={idOf(newer)}
          />
        </section>
      </div>
      <Authorship id={view.id} kind={view.kind} />
    </Page>
  );
}

interface CompareWithProps {
  moments: readonly Moment[];
  chosen: Moment;
  wantedId: string | null;
  onWant(id: string | null): void;
}

/** Which other moment the chosen one is compared with. */
function CompareWith({ moments, chosen, wantedId, onWant }: CompareWithProps) {
  const { t, i18n } = useTranslation('editor');
  return (
    <label className={classes.compare}>
      {t('history.compare')}
      <select
        value={wantedId === idOf(chosen) ? '' : (wantedId ?? '')}
        onChange={({ target }) => onWant(target.value === '' ? null : target.value)}
      >
        <option value="">{t('history.the-one-before')}</option>
        {moments
          .filter((moment) => moment !== chosen)
          .map((moment) => (
            <option key={idOf(moment)} value={idOf(moment)}>
              {moment === 'now'
                ? t('history.now')
                : `${moment.name === '' ? t(`history.cause.${moment.cause}`) : moment.name} · ${formatMoment(moment.at, i18n.language)}`}
            </option>
          ))}
      </select>
    </label>
  );
}

function idOf(moment: Moment): string {
  return moment === 'now' ? 'now' : moment.id;
}

function MomentWords({ moment }: { moment: Moment }) {
  const { t } = useTranslation('editor');
  if (moment === 'now') return <strong>{t('history.now')}</strong>;
  return (
    <>
      <strong dir="auto">
        {moment.name === '' ? t(`history.cause.${moment.cause}`) : moment.name}
      </strong>
      <span>
        {moment.personName !== null && (
          <>
            <PersonName name={moment.personName} />
            {' · '}
          </>
        )}
        <RelativeTime at={moment.at} />
      </span>
    </>
  );
}
