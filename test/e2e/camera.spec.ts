import type { Page } from '@playwright/test';
import { expect, test } from './kit.ts';
import { nb, press, seesHeading } from './visitor.ts';

/** Stands in for the camera's driver, which a test cannot pull out: what the browser would say from now on. */
const cameraSays = (page: Page, error: string | null): Promise<void> =>
  page.evaluate((name) => {
    const devices = navigator.mediaDevices;
    const real = MediaDevices.prototype.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) =>
      name === null ? real(wanted) : Promise.reject(new DOMException('as the test says', name));
  }, error);

const saysSo = (page: Page, sentence: string) => expect(page.locator('.camera-says')).toContainText(sentence);

test('a covered lens is told as darkness, and the word code is a way on', async ({ door, camera }) => {
  await camera.see({ kind: 'black' });
  await press(door, nb.attract.arrive);
  await saysSo(door, nb.camera.black);
  await press(door, nb.scan.wordCode);
  await seesHeading(door, nb.wordCode.arriveTitle);
});

for (const [error, sentence] of [
  ['NotAllowedError', nb.camera.denied],
  ['NotReadableError', nb.camera['in-use']],
  ['NotFoundError', nb.camera.none],
] as const)
  test(`${error}: the screen says what is wrong, and reads again once it is put right`, async ({
    door,
    camera,
    kiosk,
  }) => {
    await cameraSays(door, error);
    await camera.hold(kiosk.letter('02'));
    await press(door, nb.attract.arrive);
    await saysSo(door, sentence);
    await expect(door.getByRole('button', { name: nb.scan.wordCode })).toBeVisible();
    await cameraSays(door, null);
    // The camera that was denied waits to be asked; the others come back by themselves.
    if (error === 'NotAllowedError') await press(door, nb.scan.startCamera);
    await seesHeading(door, /Er noen med deg/);
  });

test('a camera that is pulled out is missed, and taken up again when it is back', async ({
  door,
  camera,
  kiosk,
}) => {
  await press(door, nb.attract.arrive);
  await expect(door.locator('.camera-box[data-state="reading"]')).toBeVisible();
  await cameraSays(door, 'NotFoundError');
  // A track that is stopped from outside is what an unplugged camera leaves.
  await door.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject;
    if (stream instanceof MediaStream) stream.getTracks().forEach((track) => track.stop());
  });
  await saysSo(door, nb.camera.lost);
  await camera.hold(kiosk.letter('02'));
  await cameraSays(door, null);
  await seesHeading(door, /Er noen med deg/);
});

test('the wasm does not load: the screen says so, and large codes are read all the same', async ({
  door,
  camera,
  kiosk,
}) => {
  await door.route('**/*.wasm', (route) => route.abort());
  await press(door, nb.attract.arrive);
  await saysSo(door, nb.camera.failed);
  await press(door, nb.go.back);
  await camera.hold(kiosk.letter('02'));
  await press(door, nb.attract.arrive);
  await seesHeading(door, /Er noen med deg/);
});
