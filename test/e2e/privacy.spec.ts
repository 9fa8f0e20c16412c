import { expect } from '@playwright/test';
import { goodForAll } from './good-for-all.ts';
import { test } from './kit.ts';
import { button, comes, part, signIn, staffText } from './staff.ts';

const { rights, retention, common } = staffText;

/** Where pictures are to be looked at; none are taken otherwise. */
const PICTURES = process.env.PICTURES;

test('somebody asks what is known of them: it is shown, printed, put right and erased, and the numbers say so', async ({
  open,
  kiosk,
}) => {
  test.setTimeout(180_000);
  await comes(kiosk, '05');
  const reception = await open('/reception/');
  await signIn(reception, 'reception');
  await button(reception, /^Registrer utgang/)
    .first()
    .click();
  await button(reception.getByRole('dialog'), staffText.leave.submit).click();
  await expect(reception.getByRole('dialog')).toHaveCount(0);
  const name = 'Randi Øvingstad';

  const desk = await open('/infection-control/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  await signIn(desk, 'infection-control');
  const picture = async (what: string) => {
    if (PICTURES === undefined) return;
    await desk.screenshot({ path: `${PICTURES}/${what}-1280.png`, fullPage: true });
    await desk.setViewportSize({ width: 1080, height: 1920 });
    await desk.screenshot({ path: `${PICTURES}/${what}-1080.png`, fullPage: true });
    await desk.setViewportSize({ width: 640, height: 800 });
    await desk.screenshot({ path: `${PICTURES}/${what}-640.png`, fullPage: true });
    await desk.setViewportSize({ width: 1280, height: 800 });
  };
  await desk.getByRole('tab', { name: rights.tab }).click();
  await button(desk, rights.find).click();
  await expect(desk.getByText(rights.checkFirst)).toBeVisible();
  await desk.getByLabel(rights.idCheck).selectOption('id-document');
  await desk.getByRole('textbox', { name: rights.byKind.name }).fill(name);
  await button(desk, rights.find).click();
  await expect(desk.getByText(/^1 oppføring/)).toBeVisible();
  await goodForAll(desk, 'what is known of somebody');
  await picture('rights');

  await button(desk, rights.print).click();
  await expect(desk.getByRole('article')).toContainText(name);
  await goodForAll(desk, 'what is known, on paper');
  await picture('rights-paper');
  await button(desk, common.back).click();

  await button(desk, rights.correct).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(rights.newName).fill('Rettet Navnesen');
  await button(dialog, rights.correct).click();
  await expect(dialog.getByText(rights.whyFirst)).toBeVisible();
  await dialog.getByLabel(rights.why).fill('Viste legitimasjon');
  await goodForAll(desk, 'a correction');
  await picture('rights-correct');
  await button(dialog, rights.correct).click();
  await expect(desk.getByText(rights.corrected)).toBeVisible();

  await desk.getByRole('textbox', { name: rights.byKind.name }).fill('Rettet');
  await button(desk, rights.find).click();
  await expect(desk.getByText('Rettet Navnesen')).toBeVisible();
  await button(desk, rights.forget).click();
  await goodForAll(desk, 'before it is erased');
  await button(desk.getByRole('dialog'), rights.forgetYes).click();
  await expect(desk.getByText(rights.forgotten, { exact: true })).toBeVisible();
  await expect(desk.getByText('Rettet Navnesen')).toHaveCount(0);

  await desk.getByRole('tab', { name: retention.tab }).click();
  await expect(part(desk, retention.erasures)).toContainText(retention.whyOf.request);
  await expect(part(desk, retention.erasures)).toContainText('Ivar Smittevern');
  await goodForAll(desk, 'what is kept and was erased');
  await picture('retention');
  await button(desk, retention.backUpNow).click();
  await expect(desk.getByText(retention.backedUp)).toBeVisible();
  await part(desk, retention.erasures).getByRole('button', { name: /^1:/ }).first().click();
  await expect(desk.getByRole('row')).toHaveCount(2);
  await goodForAll(desk, 'behind a number');
  await picture('retention-rows');
  await button(desk, common.back).click();
  await expect(part(desk, retention.heading)).toBeVisible();
});
