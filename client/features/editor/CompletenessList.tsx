// How complete the document is, and what is missing for whom, as links to the fields.
import { useTranslation } from 'react-i18next';
import { targetTakes } from '../../../shared/completeness.ts';
import { TARGETS } from '../../../shared/fields/field.ts';
import { isEmptyValue } from '../../../shared/projection.ts';
import { MIN_LONG_DESCRIPTION, publiccodeLacks } from '../../../shared/publiccode-lacks.ts';
import { useCompleteness, useFact, useOpenDocument } from '../../collab/hooks.ts';
import { CompletenessRing } from '../../ui/CompletenessRing.tsx';
import classes from './completeness.module.css';
import { useForm } from './form-context.ts';
import button from './jump.module.css';
import { jumpToField } from './jump.ts';

interface CompletenessListProps {
  isFinalised: boolean;
  /** Before a jump: a drawer closes. */
  onJump: (() => void) | undefined;
}

/** The ring with its list. */
export function CompletenessList({ isFinalised, onJump }: CompletenessListProps) {
  const { t } = useTranslation(['editor', 'fields']);
  const form = useForm();
  const { ratio, missing, ready } = useCompleteness();
  const { fields } = useFact(useOpenDocument().projection).projection;
  const lacks = publiccodeLacks(fields);
  const recommended = missing.filter(({ requiredFor }) => requiredFor.length === 0);
  const targets = TARGETS.filter((target) => targetTakes(form.kind, target));
  const jump = (field: string) => {
    onJump?.();
    jumpToField(form, field);
  };
  return (
    <section className={classes.completeness} aria-label={t('editor:completeness.title')}>
      <div className={classes.ringLine}>
        <CompletenessRing ratio={ratio} size={64} isFinalised={isFinalised} />
        <p>
          {ready.catalogue ? t('editor:completeness.ready') : t('editor:completeness.not-ready')}
        </p>
      </div>
      {targets.map((target) => (
        <MissingList
          key={target}
          title={t('editor:completeness.missing-for', { target: t(`fields:target.${target}`) })}
          doneTitle={
            // The sentence beside the ring says it of the catalogue.
            target === 'catalogue'
              ? ''
              : t('editor:completeness.nothing-for', { target: t(`fields:target.${target}`) })
          }
          fields={missing
            .filter(({ requiredFor }) => requiredFor.includes(target))
            .map(({ field }) => ({
              field,
              isBegun: !isEmptyValue(fields[field]),
              why:
                target === 'publiccode' && lacks.has(field)
                  ? t(`editor:publiccode.${lacks.get(field)}`, { count: MIN_LONG_DESCRIPTION })
                  : '',
            }))}
          isOpen={target === 'catalogue'}
          onJump={jump}
        />
      ))}
      {recommended.length > 0 && (
        <MissingList
          title={t('editor:completeness.recommended')}
          doneTitle=""
          fields={recommended.map(({ field }) => ({ field, isBegun: false, why: '' }))}
          isOpen={false}
          onJump={jump}
        />
      )}
    </section>
  );
}

interface MissingListProps {
  title: string;
  /** Shown instead when nothing is missing. */
  doneTitle: string;
  fields: readonly {
    field: string;
    /** There is something, and not enough. */
    isBegun: boolean;
    /** What is asked for beyond being filled. */
    why: string;
  }[];
  isOpen: boolean;
  onJump(field: string): void;
}

function MissingList({ title, doneTitle, fields, isOpen, onJump }: MissingListProps) {
  const { t } = useTranslation('fields');
  if (fields.length === 0 && doneTitle === '') return null;
  if (fields.length === 0) return <p className={classes.nothingMissing}>{doneTitle}</p>;
  return (
    <details className={classes.missing} open={isOpen}>
      <summary>
        {title} <span className={classes.missingCount}>{fields.length}</span>
      </summary>
      <ul>
        {fields.map(({ field, isBegun, why }) => (
          <li key={field}>
            <span className={classes.stateRing} data-begun={isBegun} aria-hidden="true" />
            <button type="button" className={button.jump} onClick={() => onJump(field)}>
              {t(`label.${field}`)}
            </button>
            {why !== '' && <span className={classes.why}>{why}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
