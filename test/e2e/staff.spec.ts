import { KIOSK } from '../municipality/demo/institution.ts';
import { municipalityFile } from '../municipality/demo/prepare.ts';
import { openReceived, receivedEvents, verdictsGiven } from '../municipality/received.ts';
import { openStore } from '../municipality/store.ts';
import { expect, test } from './kit.ts';
import { signIn, staffText } from './staff.ts';
import { goThrough, nb, press, scanWithHardware, seesHeading } from './visitor.ts';

test('reception lets in whom the rules made wait, and the screen at the door follows at once', async ({
  door,
  open,
  kiosk,
}) => {
  const desk = await open('/reception/');
  await signIn(desk, 'reception');
  await scanWithHardware(door, kiosk.letter('02').code);
  await goThrough(door, { symptoms: true });
  await seesHeading(door, nb.outcome.postpone.title);

  const waiting = desk.getByRole('region', { name: new RegExp(staffText.board.waiting) });
  await expect(waiting.getByText('Bjørn Eksempelrud')).toBeVisible();
  await waiting.getByRole('button', { name: staffText.board.details }).first().click();
  await desk.getByRole('dialog').getByRole('button', { name: staffText.visit.override }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(staffText.override.to).selectOption('admit-with-conditions');
  await dialog.getByLabel(staffText.override.reason, { exact: true }).selectOption('clinical-assessment');
  await dialog.getByLabel(staffText.override.text).fill('Allergi, avklart med sykepleier.');
  await dialog.getByRole('button', { name: staffText.override.submit }).click();

  await seesHeading(door, nb.outcome['admit-with-conditions'].title);
  await expect(door.getByText(nb.outcome.changed)).toBeVisible();
  const inside = desk.getByRole('region', { name: new RegExp(staffText.board.inside) });
  await expect(inside.getByText('Bjørn Eksempelrud')).toBeVisible();
});

test('the municipality receives the night, sealed for it alone; the same night again brings nothing new', async ({
  door,
  open,
  kiosk,
}) => {
  await scanWithHardware(door, kiosk.letter('01').code);
  await goThrough(door, { companions: ['Ola'] });
  await seesHeading(door, nb.outcome.admit.title);
  await press(door, nb.go.done);

  const desk = await open('/infection-control/');
  await signIn(desk, 'infection-control');
  await desk.getByRole('tab', { name: staffText.infectionControl.tabLogs }).click();
  const sync = desk.getByRole('button', { name: staffText.infectionControl.syncNow });
  const sent = (count: number) => desk.getByText(new RegExp(`Sendt: ${count}\\.`));
  await sync.click();
  await expect(sent(0)).toHaveCount(0);
  await expect(desk.getByText(/^0 hendelser venter/)).toBeVisible();

  const store = openStore(municipalityFile(kiosk.dataDir));
  try {
    const received = await openReceived(store, KIOSK);
    const arrived = received.find(({ type }) => type === 'visit.checked-in');
    expect(arrived?.personal?.visitorName).toBe('Kari Prøvesen');
    const before = receivedEvents(store, KIOSK).length;
    await sync.click();
    await expect(sent(0)).toBeVisible();
    expect(receivedEvents(store, KIOSK)).toHaveLength(before);
    const verdicts = verdictsGiven(store, KIOSK).map(({ seq, verdict }) => `${seq} ${verdict}`);
    expect(new Set(verdicts).size).toBe(verdicts.length);
    expect(verdicts.every((verdict) => verdict.endsWith('accepted'))).toBe(true);
  } finally {
    store.db.close();
  }
});
