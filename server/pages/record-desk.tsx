/** @jsxImportSource hono/jsx */
// What somebody signed in may do with a record, beside it: forms that the pages' script posts as JSON.
import type { Child } from 'hono/jsx';
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** What may be done; the routes ask again. */
export interface DeskView {
  /** Teams of the viewer that may go on with it. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly mayConfirm: boolean;
  /** Where it can be compared and merged; `null` for who may not. */
  readonly mergePath: string | null;
  /** The document it comes from, for who may withdraw it. */
  readonly withdrawsDocumentId: string | null;
}

/** Nothing at all for who may do nothing. */
export function RecordDesk({
  record,
  desk,
  site,
}: {
  record: RecordView;
  desk: DeskView;
  site: Site;
}) {
  const { t } = wordsOf(site.language);
  const { teams, mayConfirm, mergePath, withdrawsDocumentId } = desk;
  if (teams.length === 0 && !mayConfirm && mergePath === null) return null;
  return (
    <section class="desk" aria-label={t('catalogue:desk.title')}>
      <noscript>
        <p>{t('catalogue:desk.needs-script')}</p>
      </noscript>
      {teams.map(({ id, name }) => (
        <DeskForm
          site={site}
          post={`/api/records/${record.id}/improve`}
          goesTo="/documents/{documentId}"
          atWork={{
            busy: t('catalogue:desk.improve-busy', { team: '{team}' }),
            open: t('catalogue:desk.open'),
            join: t('catalogue:desk.join'),
            joined: t('catalogue:desk.joined'),
            alongside: t('catalogue:desk.alongside'),
          }}
        >
          <input type="hidden" name="teamId" value={id} />
          <button type="submit">{t('catalogue:desk.improve', { team: name })}</button>
        </DeskForm>
      ))}
      {mergePath !== null && (
        <a class="button" href={mergePath}>
          {t('catalogue:desk.merge')}
        </a>
      )}
      {withdrawsDocumentId !== null && (
        <DeskForm
          site={site}
          post={`/api/documents/${withdrawsDocumentId}/withdraw`}
          question={t('catalogue:desk.withdraw-question')}
        >
          <button type="submit">{t('catalogue:desk.withdraw')}</button>
        </DeskForm>
      )}
      {mergePath !== null &&
        record.mergedFrom.map(({ id, title }) => (
          <DeskForm site={site} post={`/api/records/${id}/unmerge`}>
            <button type="submit">{t('catalogue:desk.unmerge', { title })}</button>
          </DeskForm>
        ))}
      {mayConfirm && (
        <DeskForm site={site} post={`/api/records/${record.id}/confirmations`} isWide>
          <label for="alive-note">{t('catalogue:provenance.alive')}</label>
          <input
            id="alive-note"
            name="note"
            maxlength={500}
            dir="auto"
            placeholder={t('catalogue:desk.note')}
          />
          <button type="submit" name="isAlive" value="true">
            {t('catalogue:desk.alive')}
          </button>
          <button type="submit" name="isAlive" value="false">
            {t('catalogue:desk.gone')}
          </button>
        </DeskForm>
      )}
    </section>
  );
}

/** What is said when others are improving a record already; `{team}` in `busy` is their name. */
interface AtWorkWords {
  readonly busy: string;
  readonly open: string;
  readonly join: string;
  readonly joined: string;
  readonly alongside: string;
}

/** A form the script posts as JSON; what the server refuses is said below it. */
export function DeskForm({
  site,
  post,
  goesTo,
  question,
  atWork,
  isWide,
  children,
}: {
  site: Site;
  post: string;
  /** Where to go afterwards; `{x}` is that member of the answer. The answer's `path` when absent. */
  goesTo?: string;
  question?: string;
  atWork?: AtWorkWords;
  isWide?: boolean;
  children: Child;
}) {
  return (
    <form
      class={isWide === true ? 'wide' : undefined}
      data-post={post}
      data-goes-to={goesTo}
      data-question={question}
      data-at-work={atWork && JSON.stringify(atWork)}
      data-offline={wordsOf(site.language).t('catalogue:desk.offline')}
    >
      {children}
      <output />
    </form>
  );
}
