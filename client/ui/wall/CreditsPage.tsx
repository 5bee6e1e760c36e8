// Some of the names of those who contributed, by team.
import classes from './Closing.module.css';
import type { CreditedTeam } from './cut-credits.ts';

/** One page of credits. */
export function CreditsPage({ teams }: { teams: readonly CreditedTeam[] }) {
  return (
    <ul className={classes.credits}>
      {teams.map(({ teamName, names }) => (
        <li key={`${teamName} ${names[0]}`}>
          {teamName !== null && <strong dir="auto">{teamName}</strong>}
          {names.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: people of the same name stay apart, and the list never changes.
            <span key={index} dir="auto">
              {name}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
