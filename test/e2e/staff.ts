/** What staff do at their screens, in the words that stand on them. */
import { expect, type Page } from '@playwright/test';
import { DEMO_STAFF } from '../municipality/demo/staff.ts';
import type { Role } from '../../shared/domain/staff.ts';
import staffText from '../../resources/text/nb/staff.json' with { type: 'json' };

export { staffText };

export const signIn = async (page: Page, role: Role): Promise<void> => {
  const account = DEMO_STAFF.find((one) => one.role === role);
  await page.getByLabel(staffText.signIn.name).fill(account?.name ?? '');
  await page.getByLabel(staffText.signIn.pin).fill(account?.pin ?? '');
  await page.getByRole('button', { name: staffText.signIn.submit }).click();
  await expect(page.getByText(account?.name ?? '?')).toBeVisible();
};
