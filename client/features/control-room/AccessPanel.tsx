// Who gets in: join codes to print and until when they work, other facilitators.
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { FacilitatorInvitation } from './FacilitatorInvitation.tsx';
import { JoinCodes } from './JoinCodes.tsx';
import { JoiningRules } from './JoiningRules.tsx';
import classes from './panel.module.css';

interface AccessPanelProps {
  hackathon: HackathonView;
  teams: readonly TeamView[];
}

/** The ways in. */
export function AccessPanel({ hackathon, teams }: AccessPanelProps) {
  return (
    <div className={classes.sections}>
      <JoinCodes hackathon={hackathon} teams={teams} />
      <div className={classes.stack}>
        <JoiningRules hackathon={hackathon} />
        <FacilitatorInvitation hackathonId={hackathon.id} />
      </div>
    </div>
  );
}
