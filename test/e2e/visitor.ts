/** What a visitor does at the screen, in the words that stand on it. */
import { expect, test, type Page } from '@playwright/test';
import { join } from 'node:path';
import da from '../../resources/text/da/visitor.json' with { type: 'json' };
import en from '../../resources/text/en/visitor.json' with { type: 'json' };
import nb from '../../resources/text/nb/visitor.json' with { type: 'json' };
import nn from '../../resources/text/nn/visitor.json' with { type: 'json' };
import type { Letter } from '../municipality/demo/letters.ts';
import type { Kiosk } from './kit.ts';

export { da, en, nb, nn };
export type Words = typeof nb;
export const WORDS = { nb, nn, da, en };

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A text of the catalogue with anything in the place of what is filled in. */
export const like = (text: string): RegExp =>
  new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map(literally)
      .join('.+'),
  );

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

export const seesHeading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

/** Nothing on the screen is out of sight (1080 × 1920). With PICTURES=folder it is also kept there, to be looked at. */
export const fits = async (page: Page, screen: string): Promise<void> => {
  const folder = process.env.PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${screen}.png`) });
  const beyond = await page
    .locator('.frame-main')
    .evaluate((main) => Math.max(0, main.scrollHeight - main.clientHeight));
  expect(beyond, `${screen} is out of sight`).toBe(0);
};

/** The question of the demo's forms on symptoms begins so. */
const SYMPTOMS: ReadonlyMap<Words, string> = new Map([
  [nb, 'Har du noe av dette'],
  [nn, 'Har du noko av dette'],
  [da, 'Har du noget af dette'],
  [en, 'Do you have any of'],
]);

interface Answering {
  readonly words?: Words;
  /** The visitor's own answer; the others have none. */
  readonly symptoms?: boolean;
}

/** Answers no to every question of everyone in the party, save the visitor's own on symptoms where told. Returns whom each was about. */
export const answerQuestions = async (
  page: Page,
  { symptoms = false, words = nb }: Answering = {},
): Promise<string[]> => {
  const heading = page.getByRole('heading', { level: 1 });
  const question = page.locator('.question-about');
  const advice = page.getByRole('heading', { level: 1, name: words.advice.title });
  const about: string[] = [];
  let answered = false;
  await expect(question.or(advice)).toBeVisible();
  while (await question.isVisible()) {
    const whom = await question.innerText();
    const before = `${whom} ${await heading.innerText()}`;
    about.push(whom);
    const asks = before.includes(SYMPTOMS.get(words) ?? '?');
    const yes: boolean = symptoms && asks && !answered;
    answered ||= yes;
    await press(page, yes ? words.question.yes : words.question.no);
    await expect
      .poll(async () =>
        (await question.isVisible())
          ? `${await question.innerText()} ${await heading.innerText()}`
          : 'no more questions',
      )
      .not.toBe(before);
  }
  await expect(advice).toBeVisible();
  return about;
};

interface Coming extends Answering {
  /** Known from the agreement, by the name on the screen. */
  readonly companions?: readonly string[];
  readonly moreAdults?: number;
}

/** From the companions' screen to the outcome. Returns whom each question was about. */
export const goThrough = async (
  page: Page,
  { companions = [], moreAdults = 0, ...answering }: Coming = {},
): Promise<string[]> => {
  const { words = nb } = answering;
  await seesHeading(page, like(words.companions.title));
  for (const name of companions) await page.getByText(name, { exact: true }).click();
  for (let more = 0; more < moreAdults; more++) await press(page, words.companions.moreAdults);
  await press(page, companions.length + moreAdults === 0 ? words.companions.alone : words.go.on);
  for (let more = 0; more < moreAdults; more++) {
    await seesHeading(page, like(moreAdults === 1 ? words.name.title : words.name.titleMany));
    await press(page, words.go.skip);
  }
  await seesHeading(page, words.phone.title);
  await press(page, words.go.skip);
  const about = await answerQuestions(page, answering);
  await press(page, words.advice.finish);
  return about;
};

/** From the first screen to the outcome, with a letter held to a hardware scanner. */
export const comes = async (page: Page, letter: Letter, coming: Coming = {}): Promise<string[]> => {
  const { words = nb } = coming;
  await seesHeading(page, words.attract.title);
  await scanWithHardware(page, letter.code);
  return goThrough(page, coming);
};

/** The screen is for the next one. */
export const finishes = async (page: Page, words: Words = nb): Promise<void> => {
  await page
    .getByRole('button', { name: new RegExp(`^(${words.outcome.freeScreen}|${words.go.done})$`) })
    .click();
  await seesHeading(page, words.attract.title);
};

/** Comes with a letter of the demo in the language of the house, sees how it went, and leaves the screen. */
export const seesOutcome = async (
  { door, kiosk }: { readonly door: Page; readonly kiosk: Kiosk },
  name: string,
  told: 'admit' | 'admit-with-conditions' | 'wait-for-staff' | 'escorted-route' | 'postpone',
  symptoms = false,
): Promise<void> => {
  const words = { NO: nb, DK: da }[kiosk.country];
  await test.step(`${kiosk.letter(name).situation}: ${told}`, async () => {
    await comes(door, kiosk.letter(name), { symptoms, words });
    await seesHeading(door, words.outcome[told].title);
    await expect(door.getByText(words.outcome['admit-with-conditions'].text)).toHaveCount(
      told === 'admit-with-conditions' ? 1 : 0,
    );
    await fits(door, `${kiosk.country.toLowerCase()}-${name}`);
    await finishes(door, words);
  });
};

/** Types as a USB scanner does, 5 ms a key, and then Enter. The times are the events' own: a busy machine changes nothing. */
export const scanWithHardware = async (page: Page, code: string): Promise<void> => {
  const protocol = await page.context().newCDPSession(page);
  const began = Date.now() / 1000;
  const keys = [
    ...Array.from(code, (text) => ({
      text,
      key: text,
      code: /\d/.test(text) ? `Digit${text}` : `Key${text}`,
    })),
    { text: '\r', key: 'Enter', code: 'Enter' },
  ];
  await Promise.all(
    keys.flatMap(({ text, ...key }, index) => {
      const timestamp = began + index * 0.005;
      return [
        protocol.send('Input.dispatchKeyEvent', { type: 'keyDown', text, timestamp, ...key }),
        protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...key }),
      ];
    }),
  );
  await protocol.detach();
};

/** Types on the screen's own keys, character by character. */
export const touchKeys = async (page: Page, text: string, words: Words = nb): Promise<void> => {
  const keys = page.getByRole('group', { name: words.keyboard.name });
  for (const character of text) await keys.getByRole('button', { name: character, exact: true }).click();
};
