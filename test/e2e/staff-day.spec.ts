/** The end of a day at the desk: who was not checked out, what was a mistake, and paper for when the kiosk does not work. */
import type { Page } from '@playwright/test';
import { goodForAll } from './good-for-all.ts';
import { expect } from './kit.ts';
import { button, card, comes, part, staffText, test } from './staff.ts';

const { board, swept, undo, late, dayPack, evacuation, evidence, walkIn, overrideReason } = staffText;

const letIn = async (desk: Page, name: string): Promise<void> => {
  await button(desk, board.walkIn).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(walkIn.name).fill(name);
  await dialog.getByLabel(walkIn.resident).fill('Fru Oppdiktet');
  await dialog
    .getByLabel(walkIn.reason, { exact: true })
    .selectOption({ label: overrideReason['agreed-by-manager'] });
  await dialog.getByLabel(walkIn.text).fill('Avklart med avdelingen.');
  await button(dialog, walkIn.submit).click();
  await expect(part(desk, board.inside).getByText(name)).toBeVisible();
};

test.describe('a minute before the house closes', () => {
  test.use({ minute: 21 * 60 - 1 });

  test('whom nobody checked out is asked about: staff saw one go, one is still here, and of one nobody knows', async ({
    desk,
  }) => {
    test.setTimeout(240_000);
    for (const name of ['Sett Gåendesen', 'Blir Værendesen', 'Ukjent Ukjentsen']) await letIn(desk, name);

    const followUp = part(desk, board.followUp);
    const saw = card(followUp, 'Så du Sett Gåendesen gå?');
    await expect(saw).toBeVisible({ timeout: 90_000 });
    await expect(part(desk, board.inside).getByText(board.nobodyInside)).toBeVisible();
    const ended = part(desk, board.ended).getByRole('row').filter({ hasText: 'Sett Gåendesen' });
    await expect(ended.getByText(evidence.swept)).toBeVisible();
    await desk.setViewportSize({ width: 1280, height: 800 });
    await goodForAll(desk, 'who was swept');

    await button(saw, /^Ja, jeg så det/).click();
    await saw.getByLabel(swept.when).fill('femti');
    await button(saw, swept.save).click();
    await expect(saw.getByText(staffText.common.badTime)).toBeVisible();
    await goodForAll(desk, 'when they went');
    await saw.getByLabel(swept.when).fill('21:00');
    await button(saw, swept.save).click();
    await expect(saw).toHaveCount(0);
    await expect(ended.getByText(evidence.swept)).toHaveCount(0);

    await button(card(followUp, 'Blir Værendesen'), /^Nei, er her fortsatt/).click();
    await expect(part(desk, board.inside).getByText('Blir Værendesen')).toBeVisible();
    await button(card(followUp, 'Ukjent Ukjentsen'), /^Vet ikke/).click();
    await expect(card(followUp, 'Ukjent Ukjentsen')).toHaveCount(0);
  });
});

test('a leaving by mistake is taken back in calm words, and a visit that never was frees the agreement', async ({
  desk,
  kiosk,
}) => {
  await comes(kiosk, '05');
  const inside = part(desk, board.inside).getByRole('row').filter({ hasText: 'Øvingstad' });
  await button(inside, /^Registrer utgang/).click();
  await button(desk.getByRole('dialog'), staffText.leave.submit).click();
  const ended = part(desk, board.ended).getByRole('row').filter({ hasText: 'Øvingstad' });
  await button(ended, /^Vis besøket/).click();
  const dialog = desk.getByRole('dialog');
  await button(dialog, undo.leaving).click();
  await expect(dialog.getByText('Randi Øvingstad står som inne igjen.')).toBeVisible();
  await button(dialog, undo.submit).click();
  await expect(dialog.getByText(`${undo.reason}: ${staffText.common.required}`)).toBeVisible();
  await dialog.getByLabel(undo.reason).selectOption('wrong-person');
  await button(dialog, undo.submit).click();
  await expect(inside).toBeVisible();

  const expected = part(desk, board.expected).getByRole('row').filter({ hasText: 'Eksempelrud' });
  await button(expected, /^Registrer ankomst/).click();
  await button(dialog, board.arrive).click();
  await expect(expected).toHaveCount(0);
  const wrong = part(desk, board.inside).getByRole('row').filter({ hasText: 'Eksempelrud' });
  await button(wrong, /^Vis besøket/).click();
  await button(dialog, undo.opening).click();
  await dialog.getByLabel(undo.reason).selectOption('wrong-person');
  await button(dialog, undo.submit).click();
  await expect(expected).toBeVisible();
  await expect(wrong).toHaveCount(0);
});

test('a day pack is printed, and its rows are typed in one after the other without leaving the keys', async ({
  desk,
  kiosk,
}) => {
  await comes(kiosk, '05');
  await button(desk, dayPack.heading).click();
  await desk.getByLabel(dayPack.rows).selectOption('10');
  await button(desk, dayPack.make).click();
  const paper = desk.getByRole('article');
  await expect(paper.getByRole('heading', { name: dayPack.heading })).toBeVisible();
  await expect(paper.getByRole('img', { name: dayPack.qr })).toBeVisible();
  await expect(paper.getByRole('heading', { name: evacuation.heading })).toBeVisible();
  await expect(paper.getByText('Randi Øvingstad')).toBeVisible();
  const first = await paper.getByRole('rowheader').first().innerText();
  const code = first.replace('-1', '');
  await expect(paper.getByRole('rowheader')).toHaveCount(10);

  await button(desk, staffText.common.back).click();
  await button(desk, late.heading).click();
  await desk.getByLabel(late.rowCode).focus();
  const type = async (texts: readonly string[]): Promise<void> => {
    for (const text of texts) {
      await desk.keyboard.type(text);
      await desk.keyboard.press('Tab');
    }
  };
  // Code, day, agreement, name …
  await type([
    `${code}-1`.toLowerCase(),
    '',
    '',
    'Papir Pettersen',
    'Følge Følgesen',
    '',
    'Fru Oppdiktet',
    '',
    '',
  ]);
  await type(['08:10', '09:05']);
  await desk.keyboard.press('Enter');
  const saved = desk.getByRole('list', { name: late.entered });
  await expect(saved.getByText(`${code}-1: Papir Pettersen er lagret.`)).toBeVisible();
  await expect(desk.getByLabel(late.rowCode)).toHaveValue(`${code}-2`);
  await expect(desk.getByLabel(late.visitorName)).toBeFocused();
  await desk.keyboard.type('Uten Tidesen');
  await desk.keyboard.press('Enter');
  await expect(saved.getByText(`${code}-2: Uten Tidesen er lagret.`)).toBeVisible();

  await desk.getByLabel(late.rowCode).fill(`${code}-11`);
  await desk.getByLabel(late.visitorName).fill('Feil Radesen');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText(staffText.refusal['row-code-unknown'])).toBeVisible();

  await button(desk, staffText.common.back).click();
  const row = part(desk, board.ended).getByRole('row').filter({ hasText: 'Papir Pettersen' });
  await expect(row.getByText(evidence.paper).first()).toBeVisible();
  await expect(row.getByText('08:10')).toBeVisible();
  await button(row, /^Vis besøket/).click();
  await button(desk.getByRole('dialog'), undo.opening).click();
  await desk.getByLabel(undo.reason).selectOption('other');
  await button(desk.getByRole('dialog'), undo.submit).click();
  await expect(row.getByText(staffText.visit.undone)).toBeVisible();
});
