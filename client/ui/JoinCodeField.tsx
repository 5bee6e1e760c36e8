// The one field a newcomer fills: big, forgiving, and it takes a pasted link too. Knows no server.
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './JoinCodeField.module.css';
import { isWholeCode, readTypedCode } from './typed-code.ts';

interface JoinCodeFieldProps {
  onCode: (code: string) => void;
  /** Said below the field, for a code the server does not know. */
  error?: string;
  initial?: string;
  /** Smaller, on a page that is about something else. */
  isQuiet?: boolean;
  autoFocus?: boolean;
}

/** Asks for a join code. */
export function JoinCodeField({
  onCode,
  error,
  initial = '',
  isQuiet = false,
  autoFocus,
}: JoinCodeFieldProps) {
  const { t } = useTranslation('join');
  const id = useId();
  const [typed, setTyped] = useState(initial);
  const [isShort, setShort] = useState(false);
  const code = readTypedCode(typed);
  const problem = isShort && !isWholeCode(code) ? t('code.short') : error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWholeCode(code)) onCode(code);
    else setShort(true);
  };
  return (
    <form className={classes.form} data-quiet={isQuiet} onSubmit={submit} noValidate>
      <label htmlFor={id} className={classes.label}>
        {t('code.label')}
      </label>
      <div className={classes.line}>
        <input
          id={id}
          className={classes.input}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = readTypedCode(event.clipboardData.getData('text'));
            if (!isWholeCode(pasted)) return;
            event.preventDefault();
            setTyped(pasted);
          }}
          placeholder="K7M 4QX"
          autoCapitalize="characters"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          // biome-ignore lint/a11y/noAutofocus: on the page that asks for nothing else.
          autoFocus={autoFocus}
        />
        <Button
          type="submit"
          size={isQuiet ? 'md' : 'lg'}
          variant={isQuiet ? 'default' : 'filled'}
          rightSection={<IconArrowRight size={20} />}
        >
          {t('code.go')}
        </Button>
      </div>
      <p id={`${id}-problem`} className={classes.problem} role="alert">
        {problem}
      </p>
    </form>
  );
}
