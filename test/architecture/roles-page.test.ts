// docs/roles.md says what the code does.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderRolesPage } from '../support/roles-page.ts';

it('[AC1] docs/roles.md is as can() decides', async () => {
  const page = join(import.meta.dirname, '../../docs/roles.md');
  await expect(renderRolesPage()).toMatchFileSnapshot(page);
});
