// Says while the name or an address is typed that something alike is there already, or is being
// written at another table (LI5). On a wide screen beside the form, on a phone a line that stays in
// sight.
import { useMediaQuery } from '@mantine/hooks';
import { IconCopyCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import spoken from '../../ui/spoken.module.css';
import { AlikeList } from './AlikeList.tsx';
import classes from './alike.module.css';
import { useForm } from './form-context.ts';
import { useAlike } from './use-alike.ts';

/** From this width on the rail stands beside the form. */
const RAIL = '(min-width: 60rem)';

/** Nothing while there is nothing alike. */
export function DuplicateRadar({ place }: { place: 'form' | 'rail' }) {
  const { t } = useTranslation('lookup');
  const { documentId } = useForm();
  const isWide = useMediaQuery(RAIL, undefined, { getInitialValueInEffect: false });
  const found = useAlike();
  const alike = found?.alike ?? [];
  const count = alike.length + (found?.more ?? 0);
  const heading = (
    <>
      <IconCopyCheck size={20} stroke={1.75} aria-hidden="true" />
      {t('alike.title', { count })}
    </>
  );
  const list = found !== undefined && (
    <>
      <AlikeList
        alike={alike}
        documentId={documentId}
        askingTeamId={found.askingTeamId}
        canTellApart
      />
      {found.more > 0 && <p className={classes.where}>{t('alike.more', { count: found.more })}</p>}
    </>
  );
  if (place === 'rail') {
    return count === 0 || !isWide ? null : (
      <section className={classes.railRadar} aria-label={t('alike.title', { count })}>
        <h2>{heading}</h2>
        {list}
      </section>
    );
  }
  return (
    <>
      {/* Stays when there is nothing to say: a region that comes with its words is not read out. */}
      <div className={spoken.only} role="status">
        {count > 0 && t('alike.title', { count })}
      </div>
      {count > 0 && !isWide && (
        <details className={classes.formRadar}>
          <summary>{heading}</summary>
          {list}
        </details>
      )}
    </>
  );
}
