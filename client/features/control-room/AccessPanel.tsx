// Who gets in: join codes to print, wall links for projectors, other facilitators.
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { FacilitatorInvitation } from './FacilitatorInvitation.tsx';
import { JoinCodes } from './JoinCodes.tsx';
import classes from './panel.module.css';
import { WallLinks } from './WallLinks.tsx';

interface AccessPanelProps {
  hackathon: HackathonView;
  teams: readonly TeamView[];
}

/** Three ways in. */
export function AccessPanel({ hackathon, teams }: AccessPanelProps) {
  return (
    <div className={classes.stack}>
      <JoinCodes hackathon={hackathon} teams={teams} />
      <WallLinks hackathonId={hackathon.id} />
      <FacilitatorInvitation hackathonId={hackathon.id} />
    </div>
  );
}
