import { readFileSync } from 'node:fs';
import { pack as packShape } from '../../shared/policy/pack.ts';
import { addDays } from '../../shared/domain/time.ts';
import { localExample } from '../fixtures/policies/local-example.ts';
import { expect, test } from './kit.ts';
import { button, card, comes, part, signIn, staffText } from './staff.ts';

const { policy, reading, rehearsal, phases, infectionControl } = staffText;

const norway = packShape.parse(
  JSON.parse(readFileSync(new URL('../../resources/policies/no-2020-05-27.json', import.meta.url), 'utf8')),
);
const local = localExample(norway, addDays(new Date().toISOString().slice(0, 10), 20));

test('the lead takes in a local pack, reads it, tries it on the last days and on tomorrow, puts it in force and goes back', async ({
  open,
  kiosk,
}) => {
  await comes(kiosk, '01');
  const desk = await open('/infection-control/');
  await signIn(desk, 'infection-control');
  await desk.getByRole('tab', { name: infectionControl.tabPacks }).click();
  const inForce = part(desk, policy.inForce);
  const ready = part(desk, policy.ready);
  await expect(inForce.getByRole('heading', { name: norway.title.nb })).toBeVisible();

  const file = (name: string, text: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await desk
    .getByLabel(policy.uploadFile, { exact: true })
    .setInputFiles(file('halv.json', JSON.stringify({ ...local, rules: [] })));
  await button(desk, policy.uploadSubmit).click();
  await expect(desk.getByText(policy.uploadRefused)).toBeVisible();
  await desk
    .getByLabel(policy.uploadFile, { exact: true })
    .setInputFiles(file('lokal.json', JSON.stringify(local)));
  await button(desk, policy.uploadSubmit).click();
  const waiting = card(ready, local.title.nb);
  await expect(
    waiting.getByText(/^Medisinsk grunn: Mange på avdelingen har alvorlig lungesykdom/),
  ).toBeVisible();
  await expect(waiting.getByText(/Kommuneoverlegen\. Gjelder til/)).toBeVisible();

  await button(waiting, new RegExp(`^${policy.read}`)).click();
  await expect(desk.getByRole('heading', { name: reading.rules })).toBeVisible();
  await expect(desk.getByRole('article')).toHaveCount(local.rules.length);
  await expect(desk.getByText(reading.stricter, { exact: true })).toHaveCount(1);
  await button(desk, reading.back).click();

  await button(waiting, new RegExp(`^${policy.rehearse}`)).click();
  await expect(desk.getByRole('heading', { name: `Prøve: ${local.title.nb}` })).toBeVisible();
  await expect(part(desk, rehearsal.past).getByText(/^\d+ besøk fra/)).toBeVisible();
  await expect(part(desk, rehearsal.tomorrow).getByText(/^\d+ besøksavtaler?/)).toBeVisible();
  await button(desk, rehearsal.activate).click();
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText(/^Fra nå av avgjør reglene i Lokalt eksempel/)).toBeVisible();
  await button(dialog, rehearsal.activateSubmit).click();
  await expect(desk.getByText(`${local.title.nb} er tatt i bruk.`)).toBeVisible();
  await expect(inForce.getByRole('heading', { name: local.title.nb })).toBeVisible();

  await button(card(ready, norway.title.nb), new RegExp(`^${policy.goBack}`)).click();
  await button(dialog, policy.goBackSubmit).click();
  await expect(inForce.getByRole('heading', { name: norway.title.nb })).toBeVisible();
  await expect(ready.getByRole('heading', { name: local.title.nb })).toBeVisible();
});

test('a phase for one ward is tried first, shows whom to ring, holds for that ward alone and can be withdrawn', async ({
  open,
  kiosk,
}) => {
  expect(await comes(kiosk, '01')).toMatchObject({ state: 'inside' });
  const desk = await open('/infection-control/');
  await signIn(desk, 'infection-control');
  await desk.getByRole('tab', { name: infectionControl.tabPhases }).click();
  const now = part(desk, phases.now);
  await expect(now.getByRole('row').filter({ hasText: 'regelpakkens egen' }).first()).toBeVisible();
  const set = part(desk, phases.set);
  await button(set, phases.rehearse).click();
  await expect(set.getByText('Fase: Må fylles ut')).toBeVisible();
  await set.getByLabel(phases.where, { exact: true }).selectOption({ label: 'Furua' });
  await set.getByLabel(phases.phase, { exact: true }).selectOption('outbreak');
  await set.getByLabel(phases.until, { exact: true }).selectOption('later');
  await button(set, phases.rehearse).click();
  await expect(set.getByText(phases.badMoment)).toBeVisible();
  await set.getByLabel(phases.untilDay).fill(addDays(new Date().toISOString().slice(0, 10), 7));
  await set.getByLabel(phases.untilTime).fill('12:00');
  await button(set, phases.rehearse).click();

  await expect(desk.getByRole('heading', { name: 'Prøve: Smitte i huset (Furua)' })).toBeVisible();
  const past = part(desk, rehearsal.past);
  await expect(past.getByRole('row').filter({ hasText: 'Furua' }).first()).toBeVisible();
  const tomorrow = part(desk, rehearsal.tomorrow);
  await expect(tomorrow.getByText('Kari Prøvesen')).toBeVisible();
  await button(tomorrow, rehearsal.printCallList).click();
  const paper = desk.getByRole('article');
  await expect(paper.getByText('+47 00 00 10 01')).toBeVisible();
  await button(desk, staffText.common.back).click();

  await button(desk, rehearsal.activate).click();
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText(/^Smitte i huset \(Furua\) gjelder fra nå av/)).toBeVisible();
  await button(dialog, rehearsal.activateSubmit).click();
  await expect(desk.getByText('Smitte i huset (Furua) er bestemt.')).toBeVisible();
  await expect(now.getByRole('row', { name: /Furua/ })).toContainText('bestemt for avdelingen');
  await expect(now.getByRole('row', { name: /Bjørka/ })).toContainText('regelpakkens egen');

  const reception = await open('/reception/');
  await signIn(reception, 'reception');
  await expect(reception.getByText('Furua: Smitte i huset (bestemt for avdelingen)')).toBeVisible();

  await button(part(desk, phases.settings), /^Trekk tilbake/).click();
  await button(dialog, phases.withdraw).click();
  await expect(now.getByRole('row', { name: /Furua/ })).toContainText('regelpakkens egen');
  await expect(part(desk, phases.settings).getByText(phases.noSettings)).toBeVisible();
});
