// A new document: one of the four kinds, then straight into it.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { HackathonView } from '../../../shared/api.ts';
import { KINDS, type Kind } from '../../../shared/fields.ts';
import { api, unwrap } from '../../api.ts';
import { KIND_ICONS } from '../../ui/KindBadge.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './NewDocument.module.css';

interface NewDocumentProps {
  teamId: string;
  hackathon: HackathonView;
  isQuiet?: boolean;
}

/** A menu of kinds, each with a sentence. */
export function NewDocument({ teamId, hackathon, isQuiet = false }: NewDocumentProps) {
  const { t, i18n } = useTranslation(['teams', 'shell']);
  const navigate = useNavigate();
  const report = useReport();
  const language = hackathon.languages.includes(i18n.language) ? i18n.language : undefined;
  const create = useMutation({
    mutationFn: (kind: Kind) =>
      report(
        unwrap(
          api.teams[':teamId'].documents.$post({
            param: { teamId },
            json: { kind, name: '', language },
          }),
        ).then(({ id }) => navigate(`/documents/${id}`)),
      ),
  });
  return (
    <Menu position="bottom-end" width={330}>
      <Menu.Target>
        <Button
          variant={isQuiet ? 'default' : 'filled'}
          leftSection={<IconPlus size={18} />}
          rightSection={<IconChevronDown size={16} />}
          loading={create.isPending}
        >
          {t('teams:new.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => {
          const KindIcon = KIND_ICONS[kind];
          return (
            <Menu.Item
              key={kind}
              leftSection={<KindIcon size={22} stroke={1.6} />}
              onClick={() => create.mutate(kind)}
            >
              <span className={classes.kind}>{t(`shell:kind.${kind}`)}</span>
              <span className={classes.hint}>{t(`teams:new.hint.${kind}`)}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
