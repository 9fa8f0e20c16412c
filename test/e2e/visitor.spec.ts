import { expect, test } from './kit.ts';
import { goThrough, nb, press, scanWithHardware, seesHeading, touchKeys } from './visitor.ts';

test('a visitor with a companion holds the letter to the camera and is let in', async ({
  door,
  camera,
  kiosk,
}) => {
  await seesHeading(door, nb.attract.title);
  await camera.hold(kiosk.letter('01'));
  await press(door, nb.attract.arrive);
  await goThrough(door, { companions: ['Ola'] });
  await seesHeading(door, nb.outcome.admit.title);
  await expect(door.getByText(nb.outcome.where)).toBeVisible();
  await expect(door.locator('.receipt .spoken-code')).toHaveText(/^[A-Z0-9]{6}$/);
  // Never the resident's name on this screen (F5, S0:497).
  await expect(door.getByText(kiosk.letter('01').booking?.resident.name ?? '?')).toHaveCount(0);
});

test('symptoms with an ordinary permit: the visit waits, and a person comes', async ({
  door,
  camera,
  kiosk,
}) => {
  await camera.hold(kiosk.letter('02'));
  await press(door, nb.attract.arrive);
  await goThrough(door, { symptoms: true });
  await seesHeading(door, nb.outcome.postpone.title);
  await expect(door.getByText(nb.outcome.postpone.text)).toBeVisible();
});

test('symptoms at the end of life: never a no, the way goes through staff', async ({
  door,
  camera,
  kiosk,
}) => {
  await camera.hold(kiosk.letter('04'));
  await press(door, nb.attract.arrive);
  await goThrough(door, { symptoms: true });
  await seesHeading(door, nb.outcome['escorted-route'].title);
  await expect(door.getByText(nb.outcome['escorted-route'].text)).toBeVisible();
});

test('an expired code is told as what it is, and help is there', async ({ door, camera, kiosk }) => {
  await camera.hold(kiosk.letter('expired'));
  await press(door, nb.attract.arrive);
  await seesHeading(door, nb.code.expired.title);
  await press(door, nb.code.callStaff);
  await expect(door.getByRole('dialog', { name: nb.help.comingTitle })).toBeVisible();
});

test('a foreign code does not stop the camera: the right letter is read right after it', async ({
  door,
  camera,
  kiosk,
}) => {
  await camera.hold(kiosk.letter('foreign'));
  await press(door, nb.attract.arrive);
  await seesHeading(door, nb.code['not-ours'].title);
  await camera.hold(kiosk.letter('02'));
  await press(door, nb.go.again);
  await seesHeading(door, /Er noen med deg/);
});

test('a hardware scanner is heard on the first screen already', async ({ door, kiosk }) => {
  await seesHeading(door, nb.attract.title);
  await scanWithHardware(door, kiosk.letter('07').code);
  await goThrough(door);
  await seesHeading(door, nb.outcome.admit.title);
});

test('the word code does when there is no QR code', async ({ door, kiosk }) => {
  await press(door, nb.attract.arrive);
  await press(door, nb.scan.wordCode);
  await touchKeys(door, kiosk.letter('03').wordCode ?? '');
  await goThrough(door);
  await seesHeading(door, /Velkommen inn/);
});

test('leaving with the same code: thanks, whom to call, the receipt; then nobody is inside', async ({
  door,
  camera,
  kiosk,
}) => {
  await scanWithHardware(door, kiosk.letter('10').code);
  await goThrough(door);
  const receipt = await door.locator('.receipt .spoken-code').innerText();
  await press(door, nb.go.done);

  await camera.hold(kiosk.letter('10'));
  await press(door, nb.attract.leave);
  await seesHeading(door, nb.signedOut.title);
  await expect(door.getByText(nb.signedOut.illness)).toBeVisible();
  await expect(door.getByText('+47 00 00 00 02')).toBeVisible();
  await expect(door.locator('.receipt .spoken-code')).toHaveText(receipt);
  await press(door, nb.go.done);

  await press(door, nb.attract.leave);
  await seesHeading(door, nb.nobodyInside.title);
});
