/** What a visitor does at the screen, in the words that stand on it. */
import { expect, type Page } from '@playwright/test';
import en from '../../resources/text/en/visitor.json' with { type: 'json' };
import nb from '../../resources/text/nb/visitor.json' with { type: 'json' };

export { en, nb };
type Words = typeof nb;

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

export const seesHeading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

/** The question on the screen begins so. */
const SYMPTOMS: Record<'nb' | 'en', string> = { nb: 'Har du noe av dette', en: 'Do you have any of' };

/** Answers no to every question of everyone in the party, save the visitor's own on symptoms where told. */
export const answerQuestions = async (
  page: Page,
  { symptoms = false, words = nb }: { symptoms?: boolean; words?: Words } = {},
): Promise<void> => {
  const heading = page.getByRole('heading', { level: 1 });
  const question = page.locator('.question-about');
  const advice = page.getByRole('heading', { level: 1, name: words.advice.title });
  let answered = false;
  await expect(question.or(advice)).toBeVisible();
  while (await question.isVisible()) {
    const before = `${await question.innerText()} ${await heading.innerText()}`;
    const asks = before.includes(words === nb ? SYMPTOMS.nb : SYMPTOMS.en);
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
};

/** From the companions' screen to the outcome. */
export const goThrough = async (
  page: Page,
  { companions = [], symptoms = false }: { companions?: readonly string[]; symptoms?: boolean } = {},
): Promise<void> => {
  await seesHeading(page, /Er noen med deg/);
  for (const name of companions) await page.getByText(name, { exact: true }).click();
  await press(page, companions.length === 0 ? nb.companions.alone : nb.go.on);
  await seesHeading(page, nb.phone.title);
  await press(page, nb.go.skip);
  await answerQuestions(page, { symptoms });
  await press(page, nb.advice.finish);
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

/** Types a word code on the screen's own keys. */
export const touchWordCode = async (page: Page, code: string): Promise<void> => {
  const keys = page.getByRole('group', { name: nb.keyboard.name });
  for (const character of code) await keys.getByRole('button', { name: character, exact: true }).click();
};
