import { expect } from './kit.ts';
import { button, card, comes, daStaffText, leavesGift, part, staffText, test } from './staff.ts';

const { board, given, owed, outing, slip, evacuation, escort } = staffText;

test('whoever comes to a death bed with symptoms is met on their way, and two touches let them in before a word is written', async ({
  desk,
  kiosk,
}) => {
  expect(await comes(kiosk, '04', ['symptoms'])).toMatchObject({ outcome: 'escorted-route' });

  const waiting = card(part(desk, board.waiting), 'Tor Prøvehaug');
  for (const what of [escort.route, escort.equipment, escort.lift])
    await expect(waiting.getByText(what, { exact: true })).toBeVisible();
  await waiting.getByText(staffText.visit.why).click();
  await expect(waiting.getByText(/^Når besøkstypen er livets sluttfase/)).toBeVisible();
  await expect(waiting.getByText(/^Kilde S0:3\d\d/).first()).toBeVisible();

  await expect(button(waiting, board.notToday)).toHaveCount(0);
  await button(waiting, board.letInNow).click();
  await button(waiting, board.letInYes).click();
  await expect(part(desk, board.inside).getByText('Tor Prøvehaug')).toBeVisible();

  const task = card(part(desk, board.followUp), 'Tor Prøvehaug');
  await expect(task.getByText(/^Begrunnelse mangler/)).toBeVisible();
  await expect(button(task, board.handled)).toHaveCount(0);
  await button(task, owed.heading).click();
  const dialog = desk.getByRole('dialog');
  await button(dialog, owed.submit).click();
  await expect(dialog.getByText(/Må fylles ut/)).toBeVisible();
  await dialog.getByLabel(owed.text).fill('Kommer til sin døende far. Avklart med sykepleier.');
  await button(dialog, owed.submit).click();
  await expect(task).toHaveCount(0);
});

test('whoever is told no is talked with, and takes the reason, a new time and the right to complain home on paper', async ({
  desk,
  kiosk,
}) => {
  expect(await comes(kiosk, '02', ['symptoms'])).toMatchObject({ outcome: 'postpone' });

  const talk = card(part(desk, board.waiting), 'Snakk med Bjørn Eksempelrud');
  await expect(button(talk, board.handled)).toHaveCount(0);
  await button(talk, given.open).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(given.text).fill('Du er forkjølet, og mange her tåler lite.');
  await dialog.getByLabel(given.newDay).fill('2099-05-04');
  await button(dialog, given.submit).click();
  await expect(dialog.getByText(given.badNewTime)).toBeVisible();
  await dialog.getByLabel(given.newTime).fill('14.30');
  const alternatives = dialog.getByRole('group', { name: given.alternatives }).getByRole('checkbox');
  const offered = await alternatives.first().evaluate((box: HTMLInputElement) => box.labels?.[0]?.innerText);
  await alternatives.first().check();
  await dialog.getByLabel(given.toldHow).check();
  await button(dialog, given.submit).click();

  const paper = desk.getByRole('article');
  await expect(paper.getByText('Du er forkjølet, og mange her tåler lite.')).toBeVisible();
  await expect(paper.getByText('Du snakket med Rita Resepsjon.')).toBeVisible();
  await expect(paper.getByText('4. mai 2099, 14:30')).toBeVisible();
  await expect(paper.getByText(offered ?? '?', { exact: true })).toBeVisible();
  await expect(paper.getByRole('heading', { name: slip.complaint })).toBeVisible();
  await expect(paper.getByText(/^Kilde: .*S0:/).first()).toBeVisible();
  const resident = kiosk.letter('02').booking?.resident.name ?? '?';
  expect(await paper.innerText()).not.toContain(resident);

  await desk.getByLabel(slip.language).selectOption('da');
  await expect(paper).toHaveAttribute('lang', 'da');
  await expect(paper.getByRole('heading', { name: 'Din ret til at klage' })).toBeVisible();
  await desk.emulateMedia({ media: 'print' });
  await expect(desk.getByRole('banner')).toBeHidden();
  await expect(paper).toBeVisible();
  await desk.emulateMedia({ media: 'screen' });

  await button(desk, staffText.common.back).click();
  await expect(talk).toHaveCount(0);
  await expect(part(desk, board.ended).getByText('Bjørn Eksempelrud')).toBeVisible();
});

test('whom staff tell no is owed a reason by a person too, and is asked for at once', async ({
  desk,
  kiosk,
}) => {
  expect(await comes(kiosk, 'volunteer-untrained')).toMatchObject({ outcome: 'wait-for-staff' });
  const waiting = card(part(desk, board.waiting), 'Geir Nybegynnermo');
  await button(waiting, board.notToday).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(staffText.override.reason, { exact: true }).selectOption('no-capacity');
  await button(dialog, staffText.override.submit).click();
  await expect(dialog.getByText(/Må fylles ut/)).toBeVisible();
  await dialog.getByLabel(staffText.override.text).fill('Ingen kan ta imot og lære opp i dag.');
  await button(dialog, staffText.override.submit).click();
  await expect(dialog.getByRole('heading', { name: 'Snakk med Geir Nybegynnermo' })).toBeVisible();
});

test('a gift is handed over to whom its label is for', async ({ desk, kiosk }) => {
  const label = await leavesGift(kiosk, 'Nabo Nabosen', 'Fru Oppdiktet');
  const gift = card(part(desk, board.followUp), label);
  await expect(gift.getByText('Til Fru Oppdiktet · Fra Nabo Nabosen')).toBeVisible();
  await button(gift, staffText.gift.delivered).click();
  await expect(gift).toHaveCount(0);
});

test('who is inside and which residents are out stand on the evacuation list, after one press', async ({
  desk,
  kiosk,
}) => {
  await comes(kiosk, '05');
  await button(desk, outing.goesOut).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(outing.name).fill('Turglad Oppdiktet');
  await dialog.getByLabel(outing.ward).selectOption({ label: 'Furua' });
  await button(dialog, outing.submit).click();
  const out = part(desk, outing.heading);
  await expect(out.getByText('Turglad Oppdiktet')).toBeVisible();

  await button(desk, evacuation.heading).click();
  const list = desk.getByRole('article');
  await expect(list.getByRole('region', { name: 'Bjørka' }).getByText('Randi Øvingstad')).toBeVisible();
  await expect(list.getByRole('region', { name: 'Furua' }).getByText(/Turglad Oppdiktet/)).toBeVisible();
  await button(desk, staffText.common.back).click();

  // When the kiosk does not answer, what was last on the screen is the list.
  await desk.route('**/api/reception/evacuation', (route) => route.abort());
  await button(desk, evacuation.heading).click();
  await expect(desk.getByText(evacuation.fromScreen)).toBeVisible();
  await expect(list.getByRole('region', { name: 'Bjørka' }).getByText('Randi Øvingstad')).toBeVisible();
  await button(desk, staffText.common.back).click();

  await button(out, /^Er tilbake/).click();
  await expect(out.getByText(outing.nobody)).toBeVisible();
});

test('in care housing there is no button that says no', async ({ desk, kiosk }) => {
  expect(await comes(kiosk, '13')).toMatchObject({ outcome: 'right-of-access', state: 'inside' });
  const { visitor } = kiosk.letter('13').booking ?? { visitor: { firstName: '?', lastName: '?' } };
  const inside = part(desk, board.inside).getByRole('row').filter({ hasText: visitor.lastName });
  await button(inside, /^Vis besøket/).click();
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText(staffText.outcome['right-of-access'], { exact: true })).toBeVisible();
  for (const no of [board.notToday, staffText.visit.override, board.decideOther])
    await expect(button(desk, no)).toHaveCount(0);
});

test('staff choose their language, which stays while the window is open', async ({ desk }) => {
  await expect(desk.locator('html')).toHaveAttribute('lang', 'nb');
  await desk.getByLabel(staffText.common.language).selectOption('nn');
  await expect(desk.locator('html')).toHaveAttribute('lang', 'nn');
  await expect(desk.getByRole('heading', { name: /^Ventar ved døra no/ })).toBeVisible();
  await desk.reload();
  await expect(desk.getByRole('heading', { name: 'Logg inn' })).toBeVisible();
  await expect(desk.getByLabel('Namn')).toBeVisible();
});

test.describe('in Denmark', () => {
  test.use({ country: 'DK' });

  test('staff’s screens begin in Danish, and the slip names one of the two grounds and whom to ring', async ({
    desk,
    kiosk,
  }) => {
    const words = daStaffText;
    await expect(desk.locator('html')).toHaveAttribute('lang', 'da');
    expect(await comes(kiosk, 'fixed-outdoors', ['symptoms'])).toMatchObject({ outcome: 'postpone' });
    await button(card(part(desk, words.board.waiting), 'Tal med'), words.given.open).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel(words.given.text).fill('Du hoster i dag, og det kan ikke ske forsvarligt.');
    await button(dialog, words.given.submit).click();
    const paper = desk.getByRole('article');
    await expect(paper.getByRole('heading', { name: words.slip.ground })).toBeVisible();
    await expect(paper.getByText(/S4:11[4-9]/).first()).toBeVisible();
    await expect(paper.getByRole('heading', { name: words.slip.complaint })).toBeVisible();
    const numbers = await paper.getByText(/^[^:]+: \+?[\d ]{8,}/).count();
    expect(numbers).toBeGreaterThan(1);
  });

  test('staff who say no name one of the two grounds when they give the reason', async ({ desk, kiosk }) => {
    const words = daStaffText;
    await comes(kiosk, 'ordinary');
    const waiting = part(desk, words.board.waiting).getByRole('listitem').first();
    await button(waiting, words.board.notToday).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel(words.override.reason, { exact: true }).selectOption('clinical-assessment');
    await dialog.getByLabel(words.override.text).fill('Lederen har vurderet det.');
    await button(dialog, words.override.submit).click();

    await dialog.getByLabel(words.given.text).fill('Det kan ikke ske forsvarligt i dag.');
    await button(dialog, words.given.submit).click();
    await expect(dialog.getByText(`${words.given.ground}: ${words.common.required}`)).toBeVisible();
    await dialog.getByRole('group', { name: words.given.ground }).getByRole('radio').first().check();
    await button(dialog, words.given.submit).click();
    await expect(
      desk
        .getByRole('article')
        .getByText(/S4:11[4-9]/)
        .first(),
    ).toBeVisible();
  });

  test('staff are called to come along with whom the rules let in so, and say when they have', async ({
    desk,
    kiosk,
  }) => {
    const words = daStaffText;
    expect(await comes(kiosk, 'exempt', ['symptoms'])).toMatchObject({ state: 'inside', callsStaff: true });
    const task = card(part(desk, words.board.waiting), words.task.accompany);
    await expect(task.getByText(words.task.accompanyHelp)).toBeVisible();
    await button(task, words.board.handled).click();
    await expect(task).toHaveCount(0);
  });
});
