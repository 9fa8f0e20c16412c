import { expect, test } from './kit.ts';
import {
  comes,
  finishes,
  fits,
  goThrough,
  like,
  nb,
  press,
  scanWithHardware,
  seesHeading,
  seesOutcome,
  touchKeys,
} from './visitor.ts';

const { outcome } = nb;

test('relatives with rules of their own come in, and symptoms lead to a person', async ({ door, kiosk }) => {
  test.setTimeout(240_000);
  const at = { door, kiosk };
  await seesOutcome(at, 'child-resident', 'admit-with-conditions');
  await seesOutcome(at, 'dementia', 'wait-for-staff', true);
  await seesOutcome(at, 'critical', 'admit-with-conditions');
  await seesOutcome(at, '07', 'admit');
  await seesOutcome(at, '08', 'admit');
  await seesOutcome(at, '04', 'escorted-route', true);
});

test('those who come with a task are let in by the rule of the task', async ({ door, kiosk }) => {
  test.setTimeout(240_000);
  const at = { door, kiosk };
  await seesOutcome(at, '09', 'admit-with-conditions');
  await seesOutcome(at, 'volunteer-untrained', 'wait-for-staff');
  await seesOutcome(at, '10', 'admit-with-conditions');
  await seesOutcome(at, '11', 'wait-for-staff');
  await seesOutcome(at, 'delivery', 'admit-with-conditions');
  await seesOutcome(at, 'employee', 'admit-with-conditions');
  await seesOutcome(at, '12', 'admit-with-conditions');
  await seesOutcome(at, 'respite', 'admit-with-conditions');
  await seesOutcome(at, 'respite-over', 'wait-for-staff');
});

test('a family of four: each is asked, and an adult answers for the child', async ({ door, kiosk }) => {
  await scanWithHardware(door, kiosk.letter('family').code);
  await seesHeading(door, like(nb.companions.title));
  await expect(door.getByText(`Lille (${nb.companions.child})`)).toBeVisible();
  await fits(door, 'no-family-companions');
  const about = await goThrough(door, { companions: ['Eva', 'Jon', `Lille (${nb.companions.child})`] });
  const forChild = nb.question.child.replace('{{name}}', 'Lille');
  for (const whom of [nb.question.you, nb.question.named.replace('{{name}}', 'Jon'), forChild])
    expect(
      about.some((said) => said.includes(whom)),
      whom,
    ).toBe(true);
  expect(about.find((said) => said.includes(forChild))).toContain(nb.question.childIsYou);
  await seesHeading(door, outcome.admit.title);
});

test('more than were agreed go on, and staff meet them', async ({ door, kiosk }) => {
  await scanWithHardware(door, kiosk.letter('03').code);
  await seesHeading(door, like(nb.companions.title));
  await press(door, nb.companions.moreAdults);
  await expect(door.getByText(nb.companions.moreThanAgreed)).toBeVisible();
  await press(door, nb.companions.fewerAdults);
  await goThrough(door, { moreAdults: 1 });
  await seesHeading(door, outcome['wait-for-staff'].title);
  await fits(door, 'no-more-than-agreed');
});

test('one visit to two residents is told where to go first, and where then', async ({ door, kiosk }) => {
  await comes(door, kiosk.letter('two-residents'));
  await seesHeading(door, outcome.admit.title);
  await expect(door.getByRole('heading', { level: 2 })).toContainText([outcome.first, outcome.afterwards]);
  await fits(door, 'no-two-residents');
});

test('a vigil goes out and in again with the same code, and is asked whether it comes back', async ({
  door,
  kiosk,
}) => {
  await comes(door, kiosk.letter('05'));
  await seesHeading(door, outcome.admit.title);
  await expect(door.getByText(outcome.vigil)).toBeVisible();
  await fits(door, 'no-vigil');
  await finishes(door);
  await scanWithHardware(door, kiosk.letter('05').code);
  await seesHeading(door, nb.inside.title);
  await fits(door, 'no-vigil-inside');
  await press(door, nb.inside.outForAWhile);
  await seesHeading(door, nb.signedOut.title);
  await expect(door.getByText(nb.signedOut.again)).toBeVisible();
  await finishes(door);
  await comes(door, kiosk.letter('05'));
  await seesHeading(door, outcome.admit.title);
});

test('a resident goes out and comes home, whichever button they touch first', async ({ door, kiosk }) => {
  const { code, booking } = kiosk.letter('resident');
  await scanWithHardware(door, code);
  await seesHeading(door, nb.resident.outTitleName.replace('{{name}}', booking?.visitor.firstName ?? '?'));
  await fits(door, 'no-resident-out');
  await press(door, nb.resident.goOut);
  await seesHeading(door, nb.resident.goneTitle);
  await fits(door, 'no-resident-gone');
  await finishes(door);
  await press(door, nb.attract.leave);
  await scanWithHardware(door, code);
  await seesHeading(door, like(nb.resident.backTitleName));
  await press(door, nb.resident.comeBack);
  await seesHeading(door, nb.resident.homeTitle);
  await expect(
    door
      .locator('.outcome, .conditions')
      .getByText(/hendene/)
      .first(),
  ).toBeVisible();
  await fits(door, 'no-resident-home');
});

test('a private home: registering is voluntary, symptoms close nothing, and nobody is refused', async ({
  door,
  kiosk,
}) => {
  await scanWithHardware(door, kiosk.letter('13').code);
  await expect(door.getByText(nb.voluntary.home)).toBeVisible();
  await fits(door, 'no-home');
  await press(door, nb.voluntary.register);
  await goThrough(door, { symptoms: true });
  await seesHeading(door, outcome['right-of-access'].title);
  await fits(door, 'no-home-open');
  await finishes(door);
  await scanWithHardware(door, kiosk.letter('home-limited').code);
  await press(door, nb.voluntary.register);
  await goThrough(door);
  await seesHeading(door, outcome['right-of-access'].title);
  await expect(door.getByText(outcome.accompanied)).toBeVisible();
});

test('a gift gets a code instead of a name, and no name is left on the screen', async ({ door }) => {
  const resident = 'Olga';
  await seesHeading(door, nb.attract.title);
  await press(door, nb.attract.deliver);
  await seesHeading(door, nb.gift.kindTitle);
  await press(door, nb.gift.gift);
  await seesHeading(door, nb.gift.fromTitle);
  await press(door, nb.go.skip);
  await seesHeading(door, nb.gift.toTitle);
  await touchKeys(door, 'O');
  await touchKeys(door, 'lga');
  await expect(door.getByLabel(nb.gift.toField, { exact: true })).toHaveValue(resident);
  await press(door, nb.go.on);
  await seesHeading(door, nb.gift.handsTitle);
  expect(await door.content()).not.toContain(resident);
  await press(door, nb.gift.handsClean);
  await seesHeading(door, nb.gift.labelTitle);
  await expect(door.locator('.label-code')).toHaveText(/^[A-Z0-9]{3} [A-Z0-9]{3}$/);
  await fits(door, 'no-gift-label');
  expect(await door.content()).not.toContain(resident);
  await finishes(door);
});

test('who is early today waits with the time; who has another day is told which', async ({ door, kiosk }) => {
  await scanWithHardware(door, kiosk.letter('early').code);
  await seesHeading(door, nb.code['too-early'].title);
  await expect(door.getByText(like(nb.code['too-early'].text))).toBeVisible();
  await fits(door, 'no-early');
  await scanWithHardware(door, kiosk.letter('too-early').code);
  await seesHeading(door, nb.code['other-day'].title);
  await expect(door.getByText(/Avtalen din er \p{L}+dag \d+\. \p{L}+ kl\.\s\d\d\.\d\d/u)).toBeVisible();
  await press(door, nb.code.callStaff);
  await expect(door.getByRole('dialog', { name: nb.help.comingTitle })).toBeVisible();
});

test('a room that is full is told honestly, and another place is offered', async ({ door, kiosk }) => {
  await comes(door, kiosk.letter('room'));
  await seesHeading(door, outcome.admit.title);
  await finishes(door);
  await scanWithHardware(door, kiosk.letter('room-taken').code);
  await seesHeading(door, nb.full.title);
  await fits(door, 'no-full');
  const offered = door.locator('.offers').first().getByRole('button').first();
  const place = await offered.innerText();
  await offered.click();
  await goThrough(door);
  await seesHeading(door, outcome.admit.title);
  await expect(door.getByText(`${outcome.where}: ${place}`)).toBeVisible();
});

test('whose visit has to wait is told what they can do, and other answers the same day go to a person', async ({
  door,
  kiosk,
}) => {
  await comes(door, kiosk.letter('02'), { symptoms: true });
  await seesHeading(door, outcome.postpone.title);
  await fits(door, 'no-postponed');
  await press(door, outcome.meanwhile);
  await seesHeading(door, nb.meanwhile.title);
  for (const section of [nb.meanwhile.person, nb.meanwhile.alternatives, nb.meanwhile.complaint])
    await expect(door.getByText(section)).toBeVisible();
  await fits(door, 'no-meanwhile');
  await press(door, nb.go.back);
  await seesHeading(door, outcome.postpone.title);
  await finishes(door);
  await scanWithHardware(door, kiosk.letter('02').code);
  await goThrough(door);
  await seesHeading(door, outcome['wait-for-staff'].title);
  await fits(door, 'no-stopped-before');
});

test('a decision that limits contact: staff come, and the reason is not on the screen', async ({
  door,
  kiosk,
}) => {
  await comes(door, kiosk.letter('15'));
  await seesHeading(door, outcome['wait-for-staff'].title);
  await expect(door.getByText(/beslutning|vedtak|begrens/i)).toHaveCount(0);
});
