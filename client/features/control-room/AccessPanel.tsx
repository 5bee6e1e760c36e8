// Who gets in: join codes to print, other facilitators.
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { FacilitatorInvitation } from './FacilitatorInvitation.tsx';
import { JoinCodes } from './JoinCodes.tsx';
import classes from './panel.module.css';

interface AccessPanelProps {
  hackathon: HackathonView;
  teams: readonly TeamView[];
}

/** Two ways in. */
export function AccessPanel({ hackathon, teams }: AccessPanelProps) {
  return (
    <div className={classes.stack}>
      <JoinCodes hackathon={hackathon} teams={teams} />
      <FacilitatorInvitation hackathonId={hackathon.id} />
    </div>
  );
}
