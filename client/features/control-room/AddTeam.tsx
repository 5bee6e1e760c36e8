// One more table.
import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { useErrorWords } from '../../ui/error-words.ts';
import classes from './panel.module.css';
import { codesQuery } from './queries.ts';

/** Adds a team; it gets its join code at once. */
export function AddTeam({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('control-room');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      await unwrap(
        api.hackathons[':id'].teams.$post({
          param: { id: hackathonId },
          json: { name: name.trim() },
        }),
      );
      setName('');
      await queryClient.invalidateQueries(codesQuery(hackathonId));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') add.mutate();
  };
  return (
    <form className={classes.line} onSubmit={submit}>
      <TextInput
        aria-label={t('teams.new-name')}
        placeholder={t('teams.new-name')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={add.error === null ? undefined : words(add.error)}
      />
      <Button
        type="submit"
        variant="default"
        leftSection={<IconPlus size={18} />}
        loading={add.isPending}
      >
        {t('teams.add')}
      </Button>
    </form>
  );
}
