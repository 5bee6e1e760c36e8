/** @jsxImportSource hono/jsx */
// The collective actions of a hackathon on one page: the declaration, theme by theme, with its tally.
import type { RecordView } from '../../shared/api/catalogue.ts';
import { getField } from '../../shared/fields.ts';
import type { Language } from '../../shared/language-choice.ts';
import { pickLanguage, type Signatory, type Tally, tally } from '../../shared/projection.ts';
import { aroundPieces, Linked, type PageBrand, PIECES, renderPage } from './layout.tsx';
import { actionsCard, type PreviewCard, pictureOf } from './preview-card.ts';
import { Crumbs, signatoriesOf } from './record-page.tsx';
import { signedCountries, TallyAndMap, tallyParts } from './signatories.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** What the page shows of an action. */
export type ListedAction = Pick<RecordView, 'slug' | 'title' | 'fields'>;

/** A hackathon's collective actions. */
interface ActionsView {
  readonly hackathon: PageBrand;
  readonly actions: readonly ListedAction[];
}

/** All actions as a whole page. */
export function renderActions(view: ActionsView, site: Site): string {
  return [...actionsPieces(view, site)].join('');
}

/** The same an action at a time. */
export function* actionsPieces({ hackathon, actions }: ActionsView, site: Site): Generator<string> {
  const words = wordsOf(site.language);
  const { t } = words;
  const signed: Signatory[] = [];
  for (const action of actions) {
    signed.push(...signatoriesOf(action));
    yield '';
  }
  const countries = signedCountries(signed);
  const counted = tallyOf(signed);
  const sentence = tallyParts(counted, words)
    .map(({ count, words: noun }) => `${words.number(count)} ${noun}`)
    .join(' · ');
  const title = t('catalogue:actions.title', { hackathon: hackathon.name });
  const count = actions.length;
  const page = renderPage(
    {
      title,
      description: [t('catalogue:actions.count', { count }), sentence]
        .filter((part) => part !== '')
        .join(' · '),
      place: { to: 'actions', hackathonSlug: hackathon.slug },
      picture: pictureOf(
        { type: 'actions', slug: hackathon.slug },
        actionsCard(hackathon, { count, counted }, site.language),
      ),
      brand: hackathon,
    },
    site,
    <article class="record actions">
      <header class="page-head">
        <Crumbs site={site} kind="collective-action" />
        <h1 dir="auto">{title}</h1>
        <p class="lead">{t('catalogue:actions.count', { count })}</p>
      </header>
      <TallyAndMap counted={counted} countries={countries} words={words} />
      {count === 0 && <p>{t('catalogue:nothing-yet-more')}</p>}
      {PIECES}
    </article>,
  );
  yield* aroundPieces(page, eachTheme(actions, site));
}

/** In the order of the declaration; what no theme claims comes last. */
function* eachTheme(actions: ActionsView['actions'], site: Site): Generator<string> {
  const words = wordsOf(site.language);
  const options = getField('collective-action', 'theme')?.options ?? [];
  const themes = new Map<string, ListedAction[]>([...options].map((theme) => [theme, []]));
  for (const action of actions) {
    const theme = String(action.fields.theme ?? '');
    const others = themes.get(theme);
    if (others === undefined) themes.set(theme, [action]);
    else others.push(action);
  }
  for (const [theme, own] of themes) {
    if (own.length === 0) continue;
    yield '<section class="section">';
    if (theme !== '') {
      yield String(<h2>{words.option('collective-action', 'theme', theme)}</h2>);
    }
    yield '<ol class="action-list">';
    for (const action of own.sort((first, second) => numberOf(first) - numberOf(second))) {
      yield String(<Action action={action} site={site} />);
    }
    yield '</ol></section>';
  }
}

/** The preview of all actions. */
export function cardOfActions(
  { hackathon, actions }: ActionsView,
  language: Language,
): PreviewCard {
  const counted = tallyOf(actions.flatMap(signatoriesOf));
  return actionsCard(hackathon, { count: actions.length, counted }, language);
}

/** Parties once, promises each. */
function tallyOf(signed: readonly Signatory[]): Tally {
  return { ...tally(parties(signed)), commitments: tally(signed).commitments };
}

function Action({ action, site }: { action: ListedAction; site: Site }) {
  const words = wordsOf(site.language);
  const summary = pickLanguage(action.fields.summary, [site.language, 'en']);
  const counts = tallyParts(tally(signatoriesOf(action)), words);
  const { number } = action.fields;
  return (
    <li>
      <h3>
        {typeof number === 'number' && <span class="number">{words.number(number)}</span>}
        <Linked
          site={site}
          place={{ to: 'record', kind: 'collective-action', slug: action.slug }}
          dir="auto"
        >
          {action.title}
        </Linked>
      </h3>
      {summary !== null && (
        <p lang={summary.language} dir="auto">
          {summary.value as string}
        </p>
      )}
      <p class="meta">
        {counts.map(({ count, words: noun }) => (
          <span>{`${words.number(count)} ${noun}`}</span>
        ))}
      </p>
    </li>
  );
}

/** A party that signed several actions is one. */
function parties(signatories: readonly Signatory[]): Signatory[] {
  const unique = new Map<string, Signatory>();
  for (const one of signatories) {
    const { kind, organisation, country } = one;
    const name = organisation === '' ? country : organisation.toLowerCase();
    unique.set(`${kind}|${name}`, one);
  }
  return [...unique.values()];
}

function numberOf({ fields }: ListedAction): number {
  return typeof fields.number === 'number' ? fields.number : Number.MAX_SAFE_INTEGER;
}
