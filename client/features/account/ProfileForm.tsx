// My name and language, as others and screens know them.
import { Button, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/api/people.ts';
import {
  chooseLanguage,
  LANGUAGE_NAMES,
  LANGUAGES,
  toLanguage,
} from '../../../shared/language-choice.ts';
import { api, unwrap } from '../../api.ts';
import { sessionQuery } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import { speak } from '../../ui/languages.ts';
import classes from './account.module.css';
import { NameInput } from './NameInput.tsx';

/** Changes name and language. */
export function ProfileForm({ person }: { person: PersonView }) {
  const { t, i18n } = useTranslation('account');
  const queryClient = useQueryClient();
  const title = useId();
  const [name, setName] = useState(person.name);
  const [language, setLanguage] = useState<string>(chooseLanguage([i18n.language]));
  const save = useMutation({
    mutationFn: async () => {
      await unwrap(api.person.$patch({ json: { name: name.trim(), language } }));
      const spoken = toLanguage(language);
      if (spoken !== null) await speak(spoken);
      await queryClient.invalidateQueries(sessionQuery);
      notifications.show({ color: 'green', message: t('profile.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('profile.title')}</h2>
      <form className={classes.form} onSubmit={submit}>
        <NameInput description={t('profile.name-hint')} value={name} onChange={setName} />
        <Select
          label={t('profile.language')}
          size="md"
          allowDeselect={false}
          value={language}
          onChange={(value) => value !== null && setLanguage(value)}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <FormError error={save.error} />
        <div className={classes.row}>
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('profile.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
