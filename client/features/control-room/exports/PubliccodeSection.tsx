// Tools as publiccode.yml: how many are whole, and what the others lack, with whose they are.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSummary } from '../../../../shared/api/exports.ts';
import { Figures } from '../Figures.tsx';
import panel from '../panel.module.css';
import classes from './exports.module.css';
import { Fold } from './Fold.tsx';

/** A checklist per tool. */
export function PubliccodeSection({ valid, unfinished }: ExportSummary['publiccode']) {
  const { t } = useTranslation('exports');
  const title = useId();
  if (valid + unfinished.length === 0) return null;
  return (
    <section className={panel.section} aria-labelledby={title}>
      <h2 id={title}>{t('publiccode.title')}</h2>
      <p>{t('publiccode.lead')}</p>
      <Figures
        figures={[
          { words: t('publiccode.valid', { count: valid }), count: valid },
          {
            words: t('publiccode.unfinished', { count: unfinished.length }),
            count: unfinished.length,
          },
        ]}
      />
      <Fold title={t('publiccode.lacks')} count={unfinished.length}>
        <ul className={panel.list}>
          {unfinished.map(({ recordId, path, title: name, teamName, problems }) => (
            <li key={recordId} className={panel.item}>
              <span className={panel.grow}>
                <a href={path} className={classes.name} dir="auto">
                  {name}
                </a>
                <span className={panel.soft}>
                  <br />
                  {teamName === null ? t('act.facilitator') : t('act.team', { team: teamName })}
                </span>
              </span>
              <ul className={panel.grow}>
                {problems.map(({ path: where, message }) => (
                  <li key={`${where} ${message}`}>
                    <code className={classes.code}>{where || 'publiccode.yml'}</code>{' '}
                    {message === 'is missing' ? (
                      t('publiccode.missing')
                    ) : (
                      <span lang="en">{message}</span>
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Fold>
    </section>
  );
}
