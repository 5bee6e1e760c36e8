// How entries may begin: the words that stand in a new document before anybody types.
import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView, TemplateView } from '../../../shared/api/hackathons.ts';
import { KINDS, type Kind } from '../../../shared/kinds.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { templatesQuery } from '../../ui/templates-query.ts';
import classes from './settings.module.css';

const MAX_TEMPLATES = 20;

/** The templates of this hackathon. */
export function TemplatesPanel({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('hackathon-settings');
  const title = useId();
  const { data, error } = useQuery(templatesQuery(hackathon.id));
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('templates.title')}</h2>
      <p>{t('templates.lead')}</p>
      <FormError error={error} />
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <TemplatesForm key={JSON.stringify(data)} hackathon={hackathon} stored={data} />
      )}
    </section>
  );
}

interface Row {
  readonly key: number;
  readonly kind: Kind;
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
}

function TemplatesForm({
  hackathon,
  stored,
}: {
  hackathon: HackathonView;
  stored: readonly TemplateView[];
}) {
  const { t } = useTranslation(['hackathon-settings', 'shell']);
  const queryClient = useQueryClient();
  const [rows, setRows] = useState<readonly Row[]>(
    stored.map(({ kind, name, texts }, key) => ({ key, kind, name, texts })),
  );
  const isReady = rows.every(({ name }) => name.trim() !== '');
  const save = useMutation({
    mutationFn: async () => {
      const { templates } = await unwrap(
        api.hackathons[':id'].templates.$put({
          param: { id: hackathon.id },
          json: { templates: rows.map(({ kind, name, texts }) => ({ kind, name, texts })) },
        }),
      );
      queryClient.setQueryData(templatesQuery(hackathon.id).queryKey, templates);
      notifications.show({ color: 'green', message: t('hackathon-settings:saved') });
    },
  });
  const change = (key: number, changed: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  const add = () => {
    const key = 1 + Math.max(-1, ...rows.map((row) => row.key));
    setRows([...rows, { key, kind: 'tool', name: '', texts: {} }]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <form className={classes.stages} onSubmit={submit}>
      {rows.map((row, index) => (
        <fieldset
          key={row.key}
          className={classes.template}
          aria-label={t('hackathon-settings:templates.one', { number: index + 1 })}
        >
          <div className={classes.line}>
            <TextInput
              label={t('hackathon-settings:templates.name')}
              size="md"
              maxLength={80}
              value={row.name}
              onChange={(event) => change(row.key, { name: event.currentTarget.value })}
              required
              withAsterisk={false}
            />
            <Select
              label={t('hackathon-settings:templates.kind')}
              size="md"
              allowDeselect={false}
              data={KINDS.map((kind) => ({ value: kind, label: t(`shell:kind.${kind}`) }))}
              value={row.kind}
              onChange={(value) => {
                const kind = KINDS.find((one) => one === value);
                if (kind !== undefined) change(row.key, { kind });
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={42}
              aria-label={t('hackathon-settings:templates.remove', { number: index + 1 })}
              onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
            >
              <IconTrash size={20} />
            </ActionIcon>
          </div>
          {hackathon.languages.map((language) => (
            <Textarea
              key={language}
              label={t('hackathon-settings:templates.text', { language })}
              size="md"
              lang={language}
              dir="auto"
              autosize
              minRows={2}
              maxRows={12}
              maxLength={5000}
              value={row.texts[language] ?? ''}
              onChange={(event) =>
                change(row.key, {
                  texts: { ...row.texts, [language]: event.currentTarget.value },
                })
              }
            />
          ))}
        </fieldset>
      ))}
      <FormError error={save.error} />
      <div className={classes.buttons}>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          disabled={rows.length >= MAX_TEMPLATES}
          onClick={add}
        >
          {t('hackathon-settings:templates.add')}
        </Button>
        {(rows.length > 0 || stored.length > 0) && (
          <Button type="submit" disabled={!isReady} loading={save.isPending}>
            {t('hackathon-settings:save')}
          </Button>
        )}
      </div>
    </form>
  );
}
