// The hand on all walls: what each shows, as it shows it, and how many screens follow.
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type {
  ChangeProgrammeRequest,
  RemoteLinkView,
  WallsView,
} from '../../../shared/api/wall.ts';
import { api, unwrap } from '../../api.ts';
import { FeedNotice } from '../../ui/FeedNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useReport } from '../../ui/use-report.ts';
import panel from './panel.module.css';
import { WallLinks } from './WallLinks.tsx';
import classes from './WallRemote.module.css';
import { WallRemotePreview } from './WallRemotePreview.tsx';
import { WallRemoteProgramme } from './WallRemoteProgramme.tsx';
import { WallRemoteScreens } from './WallRemoteScreens.tsx';
import { useWalls } from './wall-remote-feed.ts';

interface WallRemoteProps {
  hackathonId: string;
  /** Those in the catalogue can stand in the spotlight. */
  documents: readonly DocumentSummary[];
}

/** One panel for all walls and for each. */
export function WallRemote({ hackathonId, documents }: WallRemoteProps) {
  const { walls, status } = useWalls(hackathonId);
  if (walls === null) return <Loading />;
  return (
    <>
      <FeedNotice status={status} />
      <div className={classes.remote}>
        <Remote hackathonId={hackathonId} walls={walls} documents={documents} />
        <WallLinks hackathonId={hackathonId} links={walls.links} />
        <ClosingLinks slug={walls.wall.hackathon.slug} />
      </div>
    </>
  );
}

interface RemoteProps extends WallRemoteProps {
  walls: WallsView;
}

function Remote({ hackathonId, walls, documents }: RemoteProps) {
  const { t } = useTranslation('walls');
  const report = useReport();
  const title = useId();
  const [chosenId, setChosenId] = useState<string | null>(null);
  // A link that was revoked meanwhile is not there to be steered.
  const link = walls.links.find(({ id }) => id === chosenId) ?? null;
  const programme = link?.programme ?? walls.wall.programme;
  const spotlight = link?.programme == null ? walls.wall.spotlight : link.spotlight;
  const view = { ...walls.wall, programme, spotlight };
  const followers = walls.links.filter((one) =>
    link === null ? one.programme === null : one.id === link.id,
  );
  const change = (json: ChangeProgrammeRequest) =>
    report(
      unwrap(
        link === null
          ? api.hackathons[':id']['wall-programme'].$patch({ param: { id: hackathonId }, json })
          : api['wall-links'][':id'].programme.$patch({ param: { id: link.id }, json }),
      ),
    );
  return (
    <section className={panel.section} aria-labelledby={title}>
      <h2 id={title}>{t('remote.title')}</h2>
      <div className={classes.columns}>
        <div className={classes.seen}>
          {walls.links.length > 1 && (
            <WallChoice links={walls.links} chosenId={link?.id ?? null} onChoose={setChosenId} />
          )}
          <WallRemotePreview hackathonId={hackathonId} view={view} />
          <WallRemoteScreens links={followers} view={view} />
          {link?.programme != null && (
            <div className={panel.row}>
              <span className={panel.soft}>{t('remote.own')}</span>
              <Button
                size="xs"
                variant="default"
                onClick={() =>
                  void report(
                    unwrap(api['wall-links'][':id'].programme.$delete({ param: { id: link.id } })),
                  )
                }
              >
                {t('remote.as-all')}
              </Button>
            </div>
          )}
        </div>
        <WallRemoteProgramme view={view} documents={documents} onChange={change} />
      </div>
    </section>
  );
}

interface WallChoiceProps {
  links: readonly RemoteLinkView[];
  chosenId: string | null;
  onChoose: (id: string | null) => void;
}

/** All walls, or one that shows something else. */
function WallChoice({ links, chosenId, onChoose }: WallChoiceProps) {
  const { t } = useTranslation('walls');
  return (
    <fieldset className={classes.choice}>
      <legend>{t('remote.which')}</legend>
      <button type="button" aria-pressed={chosenId === null} onClick={() => onChoose(null)}>
        {t('remote.all')}
      </button>
      {links.map(({ id, name, programme }, index) => (
        <button key={id} type="button" aria-pressed={chosenId === id} onClick={() => onChoose(id)}>
          <bdi>{name === '' ? t('links.unnamed', { number: index + 1 }) : name}</bdi>
          {programme !== null && <span className={classes.own}> · {t('remote.own-short')}</span>}
        </button>
      ))}
    </fieldset>
  );
}

/** Where the end of the hackathon is. */
function ClosingLinks({ slug }: { slug: string }) {
  const { t } = useTranslation('walls');
  const title = useId();
  return (
    <section className={panel.section} aria-labelledby={title}>
      <h2 id={title}>{t('closing.title')}</h2>
      <p>{t('closing.lead')}</p>
      <div className={panel.row}>
        <Button component={Link} to={`/hackathons/${slug}/closing`} variant="default">
          {t('closing.film')}
        </Button>
        <Button component={Link} to={`/hackathons/${slug}/receipts`} variant="default">
          {t('closing.receipts')}
        </Button>
      </div>
    </section>
  );
}
