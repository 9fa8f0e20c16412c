/** What staff do at their screens, in the words that stand on them. */
import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { checkInAnswer, codeAnswer, giftAnswer, type Decision } from '../../shared/api/kiosk.ts';
import type { Role } from '../../shared/domain/staff.ts';
import daStaffText from '../../resources/text/da/staff.json' with { type: 'json' };
import staffText from '../../resources/text/nb/staff.json' with { type: 'json' };
import { HOUSES } from '../municipality/demo/houses.ts';
import type { Country } from '../municipality/demo/house.ts';
import { noToAll } from '../support/answers.ts';
import { openSession } from '../support/kiosk.ts';
import { test as base, type Kiosk } from './kit.ts';

export { daStaffText, staffText };
const WORDS: Record<Country, typeof staffText> = { NO: staffText, DK: daStaffText };

export const signIn = async (page: Page, role: Role, country: Country = 'NO'): Promise<void> => {
  const words = WORDS[country];
  const account = HOUSES[country].staff.find((one) => one.role === role);
  await page.getByLabel(words.signIn.name).fill(account?.name ?? '');
  await page.getByLabel(words.signIn.pin).fill(account?.pin ?? '');
  await page.getByRole('button', { name: words.signIn.submit }).click();
  await expect(page.getByText(account?.name ?? '?').first()).toBeVisible();
};

interface Signed {
  /** Reception's page, signed in. */
  desk: Page;
}
export const test = base.extend<Signed>({
  desk: async ({ open, country }, use) => {
    const desk = await open('/reception/');
    await signIn(desk, 'reception', country);
    await use(desk);
  },
});

export const button = (within: Pick<Page, 'getByRole'>, name: string | RegExp) =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** A part of the page by its heading. */
export const part = (page: Page, heading: string) =>
  page.getByRole('region', { name: new RegExp(`^${heading}`) });

/** The card of a task, by a name on it. */
export const card = (within: Pick<Page, 'getByRole'>, name: string) =>
  within.getByRole('listitem').filter({ hasText: name });

const answered = z.object({ linkId: z.string() }).loose();

/** Somebody comes to the door alone, as a screen there would tell the core; what the screen shows is tried elsewhere. */
export const comes = async (kiosk: Kiosk, name: string, yesTo: readonly string[] = []): Promise<Decision> => {
  const ask = await openSession(kiosk);
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json();
  const { code } = kiosk.letter(name);
  const look = codeAnswer.parse(await post('/api/kiosk/code', { code, via: 'scanner' }));
  if (look.result !== 'ok') throw new Error(`${name} is ${look.result}`);
  const answers = noToAll(look.questionnaire)
    .map((answer) => answered.parse(answer))
    .map((answer) =>
      yesTo.includes(answer.linkId) ? { ...answer, answer: [{ valueBoolean: true }] } : answer,
    );
  const answer = checkInAnswer.parse(
    await post('/api/kiosk/check-in', {
      code,
      via: 'scanner',
      attempt: crypto.randomUUID(),
      party: [{ name: null, child: false, answers }],
      phone: null,
      place: null,
    }),
  );
  if (answer.kind !== 'decided') throw new Error(`${name} was not decided: ${answer.kind}`);
  return answer.decision;
};

/** Something is left at the door; its label. */
export const leavesGift = async (kiosk: Kiosk, from: string, to: string): Promise<string> => {
  const ask = await openSession(kiosk);
  const answer = await ask('/api/kiosk/gift', {
    method: 'POST',
    body: JSON.stringify({
      attempt: crypto.randomUUID(),
      kind: 'gift',
      visitorName: from,
      residentName: to,
    }),
  });
  return giftAnswer.parse(await answer.json()).label;
};
