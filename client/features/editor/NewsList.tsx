// The fields that others changed since I last looked, as links.
import { useTranslation } from 'react-i18next';
import { rootName } from '../../../shared/document.ts';
import { getField } from '../../../shared/fields.ts';
import classes from './completeness.module.css';
import { useForm } from './form-context.ts';
import { jumpToField } from './jump.ts';
import { useFieldLabel } from './PeopleHere.tsx';
import { useAllNews } from './visit.ts';

/** Nothing when there is no news. */
export function NewsList({ onJump }: { onJump: (() => void) | undefined }) {
  const { t } = useTranslation('editor');
  const form = useForm();
  const news = useAllNews(form.kind);
  const label = useFieldLabel(form.kind);
  if (news.length === 0) return null;
  return (
    <details className={classes.missing}>
      <summary>
        {t('news.title')} <span className={classes.missingCount}>{news.length}</span>
      </summary>
      <ul>
        {news.map(({ field, language }) => {
          const row = getField(form.kind, field);
          if (row === null) return null;
          return (
            <li key={`${field}.${language}`}>
              <button
                type="button"
                onClick={() => {
                  onJump?.();
                  jumpToField(form, field, language);
                }}
              >
                {label(rootName(row, language ?? undefined))}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
