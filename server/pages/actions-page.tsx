/** @jsxImportSource hono/jsx */
// The collective actions of a hackathon on one page: the declaration, theme by theme, with its tally.
import type { RecordView } from '../../shared/api/catalogue.ts';
import { getField } from '../../shared/fields.ts';
import type { Language } from '../../shared/language-choice.ts';
import { pickLanguage, type Signatory, type Tally, tally } from '../../shared/projection.ts';
import { Linked, type PageBrand, renderPage } from './layout.tsx';
import { actionsCard, type PreviewCard, pictureOf } from './preview-card.ts';
import { Crumbs, signatoriesOf } from './record-page.tsx';
import { signedCountries, tallyParts } from './signatories.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';
import { WorldMap } from './world-map.tsx';

/** A hackathon's collective actions. */
interface ActionsView {
  readonly hackathon: PageBrand;
  readonly actions: readonly RecordView[];
}

/** All actions as a whole page. */
export function renderActions({ hackathon, actions }: ActionsView, site: Site): string {
  const words = wordsOf(site.language);
  const { t } = words;
  const signed = actions.flatMap(signatoriesOf);
  const countries = signedCountries(signed);
  const counts = tallyParts(tallyOf(signed), words);
  const sentence = counts
    .map(({ count, words: noun }) => `${words.number(count)} ${noun}`)
    .join(' · ');
  const title = t('catalogue:actions.title', { hackathon: hackathon.name });
  const said = new Set(actions.map(({ fields }) => String(fields.theme ?? '')));
  const options = getField('collective-action', 'theme')?.options ?? [];
  // In the order of the declaration; what no theme claims comes last.
  const themes = [...new Set([...options, ...said])].filter((theme) => said.has(theme));
  return renderPage(
    {
      title,
      description: [t('catalogue:actions.count', { count: actions.length }), sentence]
        .filter((part) => part !== '')
        .join(' · '),
      place: { to: 'actions', hackathonSlug: hackathon.slug },
      picture: pictureOf(
        { type: 'actions', slug: hackathon.slug },
        cardOfActions({ hackathon, actions }, site.language),
      ),
      brand: hackathon,
    },
    site,
    <article class="record actions">
      <header class="page-head">
        <Crumbs site={site} kind="collective-action" />
        <h1 dir="auto">{title}</h1>
        <p class="lead">{t('catalogue:actions.count', { count: actions.length })}</p>
      </header>
      {counts.length > 0 && (
        <p class="tally">
          {counts.map(({ count, words: noun }) => (
            <span>
              <strong>{words.number(count)}</strong> {noun}
            </span>
          ))}
        </p>
      )}
      {countries.length > 0 && (
        <WorldMap
          countries={countries}
          label={t('catalogue:map', {
            names: countries.map(words.country).sort(words.compare).join(', '),
          })}
        />
      )}
      {actions.length === 0 && <p>{t('catalogue:nothing-yet-more')}</p>}
      {themes.map((theme) => (
        <section class="section">
          {theme !== '' && <h2>{words.option('collective-action', 'theme', theme)}</h2>}
          <ol class="action-list">
            {actions
              .filter(({ fields }) => String(fields.theme ?? '') === theme)
              .sort((first, second) => numberOf(first) - numberOf(second))
              .map((action) => (
                <Action action={action} site={site} />
              ))}
          </ol>
        </section>
      ))}
    </article>,
  );
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

function Action({ action, site }: { action: RecordView; site: Site }) {
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

function numberOf({ fields }: RecordView): number {
  return typeof fields.number === 'number' ? fields.number : Number.MAX_SAFE_INTEGER;
}
