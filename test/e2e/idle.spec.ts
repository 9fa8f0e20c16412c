import { expect, test } from './kit.ts';
import { nb, press, scanWithHardware, seesHeading } from './visitor.ts';

test('nobody touches the screen: a warning, one touch to go on, and at last everything personal is gone', async ({
  open,
  camera,
  kiosk,
}) => {
  await camera.see({ kind: 'nobody' });
  const door = await open('/');
  await seesHeading(door, nb.attract.title);
  await scanWithHardware(door, kiosk.letter('01').code);
  await seesHeading(door, /Hei, Kari/);
  await door.clock.install();
  await door.getByText('Ola', { exact: true }).click();
  await press(door, nb.go.on);
  await door.getByLabel(nb.phone.field).fill('90 00 00 00');

  const warning = door.getByRole('alertdialog', { name: nb.idle.title });
  await door.clock.runFor(61_000);
  await expect(warning).toBeVisible();
  await door.clock.runFor(15_000);
  await press(door, nb.idle.on);
  await expect(warning).toBeHidden();
  await expect(door.getByLabel(nb.phone.field)).toHaveValue('90 00 00 00');

  await door.clock.runFor(61_000);
  await expect(warning).toBeVisible();
  await door.clock.runFor(19_000);
  await expect(warning).toBeVisible();
  await door.clock.runFor(2_000);
  await seesHeading(door, nb.attract.title);
  await expect(door.getByRole('button', { name: nb.go.back })).toHaveCount(0);
  const left = await door.content();
  for (const personal of ['Kari', 'Ola', '90 00 00 00']) expect(left).not.toContain(personal);
});
