// Links for projectors, named after where they hang. Each is told once and works until it is revoked.
import { Button, TextInput } from '@mantine/core';
import { IconExternalLink, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteLinkView } from '../../../shared/api/wall.ts';
import { api, unwrap } from '../../api.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './panel.module.css';

/** A name fits on a label at the projector. */
const NAME_MAX = 60;

interface WallLinksProps {
  hackathonId: string;
  /** Live, so that a link revoked elsewhere goes here too. */
  links: readonly RemoteLinkView[];
}

/** Makes, names and revokes wall links. */
export function WallLinks({ hackathonId, links }: WallLinksProps) {
  const { t } = useTranslation('walls');
  const title = useId();
  const report = useReport();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.hackathons[':id']['wall-links'].$post({
          param: { id: hackathonId },
          json: { name: name.trim() },
        }),
      ),
    onSuccess: () => setName(''),
  });
  const revoke = async (id: string) => {
    await report(unwrap(api['wall-links'][':id'].$delete({ param: { id } })));
    if (create.data?.id === id) create.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <section className={`${classes.section} ${classes.screen}`} aria-labelledby={title}>
      <h2 id={title}>{t('links.title')}</h2>
      <p>{t('links.lead')}</p>
      {create.data !== undefined && (
        <div className={classes.address} role="status">
          <p>{t('links.once')}</p>
          <code>{create.data.url}</code>
          <div className={classes.row}>
            <CopyButton text={create.data.url} label={t('links.link')} />
            <Button
              component="a"
              href={create.data.url}
              target="_blank"
              rel="noreferrer"
              variant="default"
              size="sm"
              leftSection={<IconExternalLink size={16} />}
            >
              {t('links.open')}
            </Button>
          </div>
        </div>
      )}
      {links.length > 0 && (
        <ul className={classes.list}>
          {links.map((link, index) => {
            const shown = link.name === '' ? t('links.unnamed', { number: index + 1 }) : link.name;
            return (
              <li key={link.id} className={classes.item}>
                <LinkName key={link.name} link={link} number={index + 1} />
                <span className={classes.soft}>
                  {t('links.screens', { count: link.screens.length })}
                </span>
                <ConfirmButton
                  size="sm"
                  variant="default"
                  question={t('links.revoke-question')}
                  confirm={t('links.revoke')}
                  label={t('links.revoke-one', { name: shown })}
                  onConfirm={() => revoke(link.id)}
                >
                  {t('links.revoke')}
                </ConfirmButton>
              </li>
            );
          })}
        </ul>
      )}
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('links.name')}
          placeholder={t('links.name-example')}
          maxLength={NAME_MAX}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormError error={create.error} />
        <div className={classes.row}>
          <Button
            type="submit"
            variant="default"
            leftSection={<IconPlus size={18} />}
            loading={create.isPending}
          >
            {t('links.create')}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** A name that is kept when the keyboard leaves it, or with Enter. */
function LinkName({ link, number }: { link: RemoteLinkView; number: number }) {
  const { t } = useTranslation('walls');
  const report = useReport();
  const [typed, setTyped] = useState(link.name);
  const keep = () => {
    const name = typed.trim();
    if (name === link.name) return;
    void report(
      unwrap(api['wall-links'][':id'].$patch({ param: { id: link.id }, json: { name } })),
    );
  };
  return (
    <TextInput
      className={classes.grow}
      aria-label={t('links.name-one', { number })}
      placeholder={t('links.unnamed', { number })}
      maxLength={NAME_MAX}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
