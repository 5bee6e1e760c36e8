/** @jsxImportSource hono/jsx */
// Who was there: every team with what it finished and who wrote it. For archives; names only of those
// whose names stand under an entry anyway.
import type { RecordSummary } from '../../shared/api/catalogue.ts';
import { KindIcon } from './icons.tsx';
import { aroundPieces, Linked, type PageBrand, PIECES, renderPage } from './layout.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** A team's finished entries, with the names under them. */
interface TeamCredits {
  /** `null`: entries whose team is gone. */
  readonly name: string | null;
  readonly entries: readonly Pick<RecordSummary, 'kind' | 'slug' | 'title'>[];
  readonly people: readonly string[];
}

/** A hackathon's teams. */
interface TeamsView {
  readonly hackathon: PageBrand & { readonly place: string };
  readonly teams: readonly TeamCredits[];
}

/** Joins entries and their writers by team, an entry at a time. */
export interface CreditsByTeam {
  add(
    entry: TeamCredits['entries'][number],
    by: {
      readonly teamName: string | null;
      readonly contributors: readonly { readonly name: string }[];
    },
  ): void;
  teams(): TeamCredits[];
}

/** Begins with the teams of these names, which may have no entry. */
export function createCreditsByTeam(teamNames: readonly string[]): CreditsByTeam {
  const teams = new Map<
    string | null,
    { entries: TeamCredits['entries'][number][]; people: Set<string> }
  >(teamNames.map((name) => [name, { entries: [], people: new Set() }]));
  return {
    add(entry, { teamName, contributors }) {
      const team = teams.get(teamName) ?? { entries: [], people: new Set<string>() };
      teams.set(teamName, team);
      team.entries.push(entry);
      // Who was erased has no name.
      for (const { name } of contributors) if (name !== '') team.people.add(name);
    },
    teams: () =>
      [...teams].map(([name, { entries, people }]) => ({ name, entries, people: [...people] })),
  };
}

/** All teams as a page, an entry at a time. */
export function* teamsPieces({ hackathon, teams }: TeamsView, site: Site): Generator<string> {
  const { t } = wordsOf(site.language);
  const title = t('catalogue:archive.title');
  const lead = t('catalogue:archive.lead', { count: teams.length, hackathon: hackathon.name });
  const page = renderPage(
    { title, description: lead, brand: hackathon },
    site,
    <article class="record">
      <header class="page-head">
        <h1>{title}</h1>
        <p class="lead">
          {lead} {hackathon.place}
        </p>
      </header>
      {PIECES}
    </article>,
  );
  yield* aroundPieces(page, eachTeam(teams, site));
}

function* eachTeam(teams: TeamsView['teams'], site: Site): Generator<string> {
  const { t, compare, language } = wordsOf(site.language);
  for (const { name, entries, people } of teams) {
    yield '<section class="team">';
    yield String(<h2 dir="auto">{name ?? t('catalogue:archive.without-team')}</h2>);
    if (entries.length === 0) yield String(<p>{t('catalogue:archive.none')}</p>);
    else {
      yield '<ul class="plain">';
      for (const entry of entries) yield String(<Entry {...entry} site={site} />);
      yield '</ul>';
    }
    if (people.length > 0) {
      yield String(
        <p>
          {t('catalogue:archive.people')}{' '}
          <bdi>{new Intl.ListFormat(language).format([...people].sort(compare))}</bdi>
        </p>,
      );
    }
    yield '</section>';
  }
}

function Entry({ kind, slug, title, site }: TeamCredits['entries'][number] & { site: Site }) {
  return (
    <li>
      <KindIcon kind={kind} size={18} />
      <Linked site={site} place={{ to: 'record', kind, slug }} dir="auto">
        {title}
      </Linked>
    </li>
  );
}
