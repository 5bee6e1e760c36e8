// What is finished leaves from here: to the toolbox, as publiccode.yml, as files.
import { useQuery } from '@tanstack/react-query';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { FormError } from '../../ui/FormError.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Downloads } from './exports/Downloads.tsx';
import classes from './exports/exports.module.css';
import { PubliccodeSection } from './exports/PubliccodeSection.tsx';
import { exportsQuery } from './exports/queries.ts';
import { ToolboxSection } from './exports/ToolboxSection.tsx';

/** Read anew whenever the tab is opened. */
export function ExportsPanel({ hackathon }: { hackathon: HackathonView }) {
  const { data, error, isPending } = useQuery(exportsQuery(hackathon.id));
  if (isPending) return <Loading />;
  if (data === undefined) return <FormError error={error} />;
  return (
    <div className={classes.stack}>
      <Downloads hackathonId={hackathon.id} summary={data} />
      <ToolboxSection hackathonId={hackathon.id} />
      <PubliccodeSection {...data.publiccode} />
    </div>
  );
}
