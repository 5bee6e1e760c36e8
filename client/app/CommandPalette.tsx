// Ctrl+K or "/": one line to type into, below it what the words lead to. A combobox with a list of
// groups, worked with arrows, Enter and Escape.
import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { HackathonView } from '../../shared/api/hackathons.ts';
import { typedWords } from '../../shared/highlight.ts';
import { api, unwrap } from '../api.ts';
import { foldText } from '../ui/fold-text.ts';
import { Highlighted } from '../ui/Highlighted.tsx';
import { searchQuery } from '../ui/search-query.ts';
import { useReport } from '../ui/use-report.ts';
import classes from './CommandPalette.module.css';
import { type Command, useCommands, useCurrentHackathon } from './palette-commands.ts';

/** Quiet time before the server is asked, ms. */
const QUIET_MS = 150;

/** Lines per group; the foot says how many more there are. */
const MOST = 8;

interface Group {
  readonly name: string;
  readonly commands: readonly Command[];
  /** How many there are, listed or not. */
  readonly total: number;
}

const NONE: Omit<Group, 'name'> = { commands: [], total: 0 };

interface CommandPaletteProps {
  /** What was typed before the palette was here. */
  begun: RefObject<string>;
  onClose: () => void;
}

/** The palette, open until something is chosen or it is left. */
export default function CommandPalette({ begun, onClose }: CommandPaletteProps) {
  const { t } = useTranslation('palette');
  const report = useReport();
  const [words, setWords] = useState(() => begun.current);
  const [activeId, setActiveId] = useState<string | null>(null);
  const listId = useId();
  const { groups, isSearching } = useGroups(words.trim());
  const all = groups.flatMap(({ commands }) => commands);
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  // What was marked may be gone with the next letter; Enter then takes the first.
  const active = all.find(({ id }) => id === activeId) ?? all[0];
  const optionId = (id: string) => `${listId}-${id.replaceAll(' ', '-')}`;

  const shown = active === undefined ? undefined : optionId(active.id);
  useEffect(() => {
    if (shown !== undefined) document.getElementById(shown)?.scrollIntoView({ block: 'nearest' });
  }, [shown]);

  const choose = (command: Command) => {
    onClose();
    void report(Promise.resolve(command.run()));
  };
  const move = (event: KeyboardEvent, to: number) => {
    event.preventDefault();
    setActiveId(all.at(((to % all.length) + all.length) % all.length)?.id ?? null);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || active === undefined) return;
    const index = all.indexOf(active);
    if (event.key === 'ArrowDown') move(event, index + 1);
    else if (event.key === 'ArrowUp') move(event, index - 1);
    else if (event.key === 'PageDown') move(event, Math.min(index + 5, all.length - 1));
    else if (event.key === 'PageUp') move(event, Math.max(index - 5, 0));
    else if (event.key === 'Enter') {
      event.preventDefault();
      choose(active);
    }
  };
  const typed = typedWords(words);
  return (
    <Modal.Root opened onClose={onClose} size="lg" yOffset="12dvh">
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content radius="lg" aria-label={t('title')}>
        <div className={classes.palette}>
          <div className={classes.line}>
            <IconSearch size={20} aria-hidden="true" />
            <input
              className={classes.input}
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={shown}
              aria-autocomplete="list"
              aria-label={t('title')}
              placeholder={t('placeholder')}
              data-autofocus
              dir="auto"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={words}
              onChange={({ currentTarget }) => {
                setWords(currentTarget.value);
                setActiveId(null);
              }}
              onKeyDown={handleKey}
            />
            <button type="button" className={classes.close} onClick={onClose}>
              {t('close')}
            </button>
          </div>
          <div id={listId} role="listbox" aria-label={t('results')} className={classes.list}>
            {groups.map(({ name, commands }) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
              <div key={name} role="group" aria-label={name}>
                <div className={classes.group} aria-hidden="true">
                  {name}
                </div>
                {commands.map((command) => (
                  <Option
                    key={command.id}
                    id={optionId(command.id)}
                    command={command}
                    typed={typed}
                    isActive={command === active}
                    onPoint={() => setActiveId(command.id)}
                    onChoose={() => choose(command)}
                  />
                ))}
              </div>
            ))}
          </div>
          <div className={classes.foot} role="status">
            {all.length === 0
              ? t(isSearching ? 'searching' : 'nothing')
              : total > all.length
                ? t('found-more', { count: all.length, total })
                : t('found', { count: all.length })}
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  typed: readonly string[];
  isActive: boolean;
  onPoint(): void;
  onChoose(): void;
}

function Option({ id, command, typed, isActive, onPoint, onChoose }: OptionProps) {
  const { label, note, excerpt } = command;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input keeps the keyboard, as in any combobox
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={classes.option}
      onMouseMove={isActive ? undefined : onPoint}
      onClick={onChoose}
    >
      <bdi className={classes.label}>
        <Highlighted text={label} words={typed} />
      </bdi>
      {note !== undefined && <bdi className={classes.note}>{note}</bdi>}
      {excerpt !== undefined && (
        <span className={classes.excerpt} dir="auto">
          <Highlighted text={excerpt} words={typed} />
        </span>
      )}
    </div>
  );
}

/** What the words lead to; without words, what one can do here. */
function useGroups(words: string): { groups: Group[]; isSearching: boolean } {
  const { t } = useTranslation(['palette', 'shell']);
  const navigate = useNavigate();
  const hackathon = useCurrentHackathon();
  const commands = useCommands(hackathon);
  const [asked] = useDebouncedValue(words, QUIET_MS);
  const documents = useQuery({
    ...searchQuery(hackathon?.id ?? '', asked),
    enabled: hackathon !== null && asked !== '',
    placeholderData: keepPreviousData,
  });
  const records = useQuery({
    queryKey: ['palette-records', asked],
    queryFn: ({ signal }) =>
      unwrap(api.records.$get({ query: { q: asked, limit: String(MOST) } }, { init: { signal } })),
    enabled: asked.length > 1,
    staleTime: 20_000,
    placeholderData: keepPreviousData,
  });
  const teams = useTeamCommands(hackathon);

  const isTyped = words !== '';
  const groups: Group[] = [
    {
      name: t('palette:group.documents'),
      commands: (isTyped ? (documents.data?.hits ?? []) : [])
        .slice(0, MOST)
        .map(({ id, kind, title, teamName, excerpt }) => ({
          id: `document ${id}`,
          label: title === '' ? t('palette:untitled') : title,
          note: `${t(`shell:kind.${kind}`)} · ${teamName}`,
          ...(excerpt === '' ? {} : { excerpt }),
          run: () => navigate(`/documents/${id}`),
        })),
      total: documents.data?.total ?? 0,
    },
    { name: t('palette:group.teams'), ...(isTyped ? matching(teams, words) : NONE) },
    {
      name: t('palette:group.catalogue'),
      commands: (isTyped && words.length > 1 ? (records.data?.records ?? []) : []).map(
        ({ id, kind, title, path }) => ({
          id: `record ${id}`,
          label: title,
          note: t(`shell:kind.${kind}`),
          run: () => navigate(path),
        }),
      ),
      total: records.data?.total ?? 0,
    },
    {
      name: t('palette:group.commands'),
      ...(isTyped ? matching(commands, words) : { commands, total: commands.length }),
    },
  ];
  return {
    groups: groups.filter(({ commands: { length } }) => length > 0),
    isSearching: asked !== words || documents.isFetching || records.isFetching,
  };
}

/** A way to each team of the hackathon, on its board. */
function useTeamCommands(hackathon: HackathonView | null): Command[] {
  const navigate = useNavigate();
  const { data: teams = [] } = useQuery({
    queryKey: ['teams', hackathon?.id],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].teams.$get({ param: { id: hackathon?.id ?? '' } })))
        .teams,
    enabled: hackathon !== null,
    staleTime: 60_000,
  });
  return teams.map(({ id, name }) => ({
    id: `team ${id}`,
    label: name,
    note: hackathon?.name ?? '',
    run: () => navigate(`/hackathons/${hackathon?.slug}#team-${id}`),
  }));
}

/** Every typed word must begin a word of the label or its note. */
function matching(commands: readonly Command[], words: string): Omit<Group, 'name'> {
  const typed = foldText(words).split(/\s+/);
  const found = commands.filter(({ label, note = '' }) => {
    const known = foldText(`${label} ${note}`).split(/[\s·“”«»(),]+/);
    return typed.every((word) => known.some((one) => one.startsWith(word)));
  });
  return { commands: found.slice(0, MOST), total: found.length };
}
