import { expect } from '@playwright/test';
import { findsNothing } from './axe.ts';
import { goodForAll } from './good-for-all.ts';
import { test } from './kit.ts';
import { button, card, comes, leavesGift, part, signIn, staffText } from './staff.ts';

const {
  board,
  given,
  outing,
  evacuation,
  late,
  dayPack,
  undo,
  infectionControl,
  keys,
  policy,
  phases,
  rehearsal,
} = staffText;

test('reception can be used by everybody', async ({ open, kiosk }) => {
  test.setTimeout(180_000);
  await comes(kiosk, '04', ['symptoms']);
  await comes(kiosk, '02', ['symptoms']);
  await comes(kiosk, '05');
  await leavesGift(kiosk, 'Nabo Nabosen', 'Fru Oppdiktet');
  const desk = await open('/reception/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  await signIn(desk, 'reception');
  const dying = card(desk, 'Tor Prøvehaug');
  await dying.getByText(staffText.visit.why).click();
  await button(dying, board.letInNow).click();
  await goodForAll(desk, 'the board, with a question');
  await button(dying, staffText.common.cancel).click();
  await desk.emulateMedia({ forcedColors: 'active' });
  await findsNothing(desk, 'forced colours');
  await desk.emulateMedia({ forcedColors: 'none' });
  await button(card(desk, 'Snakk med Bjørn'), given.open).click();
  await goodForAll(desk, 'the reason given');
  await desk.getByLabel(given.text).fill('Du er forkjølet.');
  await button(desk, given.submit).click();
  await expect(desk.getByRole('article')).toBeVisible();
  await goodForAll(desk, 'the slip');
  await button(desk, staffText.common.back).click();
  await button(desk, evacuation.heading).click();
  await goodForAll(desk, 'the evacuation list');
  await button(desk, staffText.common.back).click();
  await button(desk, outing.goesOut).click();
  await goodForAll(desk, 'a resident goes out');
  await button(desk.getByRole('dialog'), staffText.common.cancel).click();
  await button(desk, late.heading).click();
  await button(desk, late.submit).click();
  await expect(desk.getByText(late.wrong.visitorName)).toBeVisible();
  await goodForAll(desk, 'a row of paper');
  await button(desk, staffText.common.back).click();
  await button(desk, dayPack.heading).click();
  await goodForAll(desk, 'a day pack before it is made');
  await button(desk, dayPack.make).click();
  await expect(desk.getByRole('article')).toBeVisible();
  await goodForAll(desk, 'a day pack');
  await button(desk, staffText.common.back).click();
  await button(part(desk, board.inside), /^Vis besøket/).click();
  await goodForAll(desk, 'a visit');
  await button(desk, undo.opening).click();
  await goodForAll(desk, 'a mistake');
  const dialog = desk.getByRole('dialog');
  const shut = () => button(dialog, staffText.common.cancel).click();
  await shut();
  await button(part(desk, board.inside), /^Vis besøket/).click();
  await button(dialog, staffText.visit.correct).click();
  await goodForAll(desk, 'a correction');
  await shut();
  await button(dying, board.decideOther).click();
  await goodForAll(desk, 'another decision');
  await shut();
  await button(part(desk, board.inside), /^Registrer utgang/).click();
  await goodForAll(desk, 'a leaving');
  await shut();
  await button(desk, board.walkIn).click();
  await goodForAll(desk, 'somebody without an agreement');
});

test('the lead’s pages can be used by everybody', async ({ open }) => {
  test.setTimeout(180_000);
  const desk = await open('/infection-control/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  await signIn(desk, 'infection-control');
  await goodForAll(desk, 'today');
  // The tabs are one stop; the arrows go between them.
  await desk.getByRole('tab', { name: staffText.overview.tabHeads }).press('ArrowRight');
  await expect(desk.getByRole('tab', { name: infectionControl.tabPacks })).toHaveCSS(
    'outline-style',
    'solid',
  );
  await desk.keyboard.press('Enter');
  await expect(part(desk, policy.inForce)).toBeVisible();
  await goodForAll(desk, 'packs');
  await button(desk, new RegExp(`^${policy.read}`)).click();
  await expect(desk.getByRole('article').first()).toBeVisible();
  await goodForAll(desk, 'a pack that is read');
  await button(desk, staffText.reading.back).click();
  await desk.getByRole('tab', { name: keys.tab }).click();
  await expect(part(desk, keys.whoHeading)).toBeVisible();
  await goodForAll(desk, 'the keys');
  await button(desk, keys.unlock).click();
  await goodForAll(desk, 'unlocking');
  await button(desk, keys.forgotten).click();
  await goodForAll(desk, 'the recovery key');
  await button(desk, staffText.common.cancel).click();
  await desk.getByRole('tab', { name: infectionControl.tabPhases }).click();
  const set = part(desk, phases.set);
  await set.getByLabel(phases.phase, { exact: true }).selectOption('outbreak');
  await goodForAll(desk, 'phases');
  await button(set, phases.rehearse).click();
  await expect(part(desk, rehearsal.tomorrow)).toBeVisible();
  await goodForAll(desk, 'a rehearsal');
  await button(desk, rehearsal.printCallList).click();
  await goodForAll(desk, 'the call list');
});
