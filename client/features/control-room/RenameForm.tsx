// Another name for a team, in a dialog.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './panel.module.css';

interface RenameFormProps {
  /** As it is called now. */
  name: string;
  onRename: (name: string) => void;
}

/** Begins with the name of now. */
export function RenameForm({ name: before, onRename }: RenameFormProps) {
  const { t } = useTranslation('control-room');
  const [name, setName] = useState(before);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRename(name.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t('teams.name')}
        size="md"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        withAsterisk={false}
        data-autofocus
      />
      <div className={classes.row}>
        <Button type="submit">{t('save')}</Button>
      </div>
    </form>
  );
}
