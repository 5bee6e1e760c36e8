// Links for projectors. Each is told once and works until it is revoked.
import { Button } from '@mantine/core';
import { IconExternalLink, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './panel.module.css';
import { wallLinksQuery } from './queries.ts';

/** Makes and revokes wall links. */
export function WallLinks({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const report = useReport();
  const queryClient = useQueryClient();
  const query = wallLinksQuery(hackathonId);
  const { data: links = [], error } = useQuery(query);
  const create = useMutation({
    mutationFn: () =>
      unwrap(api.hackathons[':id']['wall-links'].$post({ param: { id: hackathonId }, json: {} })),
    onSuccess: () => queryClient.invalidateQueries(query),
  });
  const revoke = async (id: string) => {
    await report(unwrap(api['wall-links'][':id'].$delete({ param: { id } })));
    if (create.data?.id === id) create.reset();
    await queryClient.invalidateQueries(query);
  };
  return (
    <section className={`${classes.section} ${classes.screen}`} aria-labelledby={title}>
      <h2 id={title}>{t('walls.title')}</h2>
      <p>{t('walls.lead')}</p>
      <FormError error={error ?? create.error} />
      {create.data !== undefined && (
        <div className={classes.address} role="status">
          <p>{t('walls.once')}</p>
          <code>{create.data.url}</code>
          <div className={classes.row}>
            <CopyButton text={create.data.url} label={t('walls.link')} />
            <Button
              component="a"
              href={create.data.url}
              target="_blank"
              rel="noreferrer"
              variant="default"
              size="sm"
              leftSection={<IconExternalLink size={16} />}
            >
              {t('walls.open')}
            </Button>
          </div>
        </div>
      )}
      {links.length > 0 && (
        <ul className={classes.list}>
          {links.map(({ id, createdAt }, index) => (
            <li key={id} className={classes.item}>
              <span className={classes.grow}>
                {t('walls.made')} <RelativeTime at={createdAt} />
              </span>
              <ConfirmButton
                size="sm"
                variant="default"
                question={t('walls.revoke-question')}
                confirm={t('walls.revoke')}
                label={t('walls.revoke-one', { number: index + 1 })}
                onConfirm={() => revoke(id)}
              >
                {t('walls.revoke')}
              </ConfirmButton>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.row}>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          loading={create.isPending}
          onClick={() => create.mutate()}
        >
          {t('walls.create')}
        </Button>
      </div>
    </section>
  );
}
