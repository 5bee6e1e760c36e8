// A new document: one of the four kinds, then straight into it.
import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconDatabaseImport, IconListSearch, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { KINDS, type Kind } from '../../../shared/kinds.ts';
import { api, unwrap } from '../../api.ts';
import { KIND_ICONS } from '../../ui/KindBadge.tsx';
import { templatesQuery } from '../../ui/templates-query.ts';
import { useReport } from '../../ui/use-report.ts';
import classes from './NewDocument.module.css';

// Most visits to a board begin nothing from elsewhere.
const FromEntry = lazy(async () => ({ default: (await import('./FromEntry.tsx')).FromEntry }));

interface NewDocumentProps {
  team: Pick<TeamView, 'id' | 'name' | 'hackathonId'>;
  hackathon: HackathonView;
  isQuiet?: boolean;
}

/** A menu of kinds, each with a sentence. */
export function NewDocument({ team, hackathon, isQuiet = false }: NewDocumentProps) {
  const { t, i18n } = useTranslation(['teams', 'shell']);
  const navigate = useNavigate();
  const report = useReport();
  const language = hackathon.languages.includes(i18n.language) ? i18n.language : undefined;
  const { data: templates = [] } = useQuery(templatesQuery(hackathon.id));
  const create = useMutation({
    mutationFn: ({ kind, templateId }: { kind: Kind; templateId?: string }) =>
      report(
        unwrap(
          api.teams[':teamId'].documents.$post({
            param: { teamId: team.id },
            json: { kind, name: '', language, ...(templateId === undefined ? {} : { templateId }) },
          }),
        ).then(({ id }) => navigate(`/documents/${id}`)),
      ),
  });
  const [isLooking, looking] = useDisclosure(false);
  return (
    <>
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
                onClick={() => create.mutate({ kind })}
              >
                <span className={classes.kind}>{t(`shell:kind.${kind}`)}</span>
                <span className={classes.hint}>{t(`teams:new.hint.${kind}`)}</span>
              </Menu.Item>
            );
          })}
          {templates.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{t('teams:new.templates')}</Menu.Label>
              {templates.map(({ id, kind, name }) => {
                const KindIcon = KIND_ICONS[kind];
                return (
                  <Menu.Item
                    key={id}
                    leftSection={<KindIcon size={22} stroke={1.6} />}
                    onClick={() => create.mutate({ kind, templateId: id })}
                  >
                    <bdi className={classes.kind}>{name}</bdi>
                    <span className={classes.hint}>{t(`shell:kind.${kind}`)}</span>
                  </Menu.Item>
                );
              })}
            </>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconListSearch size={22} stroke={1.6} />} onClick={looking.open}>
            <span className={classes.kind}>{t('teams:new.from')}</span>
            <span className={classes.hint}>{t('teams:new.from-hint')}</span>
          </Menu.Item>
          <Menu.Item
            component={Link}
            to={`/hackathons/${hackathon.slug}/import`}
            leftSection={<IconDatabaseImport size={22} stroke={1.6} />}
          >
            <span className={classes.kind}>{t('teams:new.import')}</span>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isLooking && (
        <Suspense fallback={null}>
          <FromEntry team={team} onClose={looking.close} />
        </Suspense>
      )}
    </>
  );
}
