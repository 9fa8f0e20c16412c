import { expect, test } from './kit.ts';
import {
  comes,
  da,
  finishes,
  fits,
  goThrough,
  like,
  nb,
  press,
  scanWithHardware,
  seesHeading,
  seesOutcome,
} from './visitor.ts';

test.use({ country: 'DK' });
const words = da;
const { outcome } = da;

test('the house speaks Danish from the first screen, and again after somebody chose another language', async ({
  door,
}) => {
  await seesHeading(door, da.attract.title);
  await expect(door.locator('html')).toHaveAttribute('lang', 'da');
  await fits(door, 'dk-attract');
  await press(door, da.languages.nb);
  await seesHeading(door, nb.attract.title);
  await press(door, nb.attract.deliver);
  await press(door, nb.gift.goods);
  await press(door, nb.go.skip);
  await press(door, nb.gift.handsClean);
  await seesHeading(door, nb.gift.labelTitle);
  await press(door, nb.go.done);
  await seesHeading(door, da.attract.title);
});

test('fixed visitors meet outdoors, and indoors where the four conditions hold', async ({ door, kiosk }) => {
  test.setTimeout(240_000);
  const at = { door, kiosk };
  await seesOutcome(at, 'fixed-outdoors', 'admit-with-conditions');
  await seesOutcome(at, 'fixed-indoors', 'wait-for-staff');
  await seesOutcome(at, 'fixed-indoors-agreed', 'admit-with-conditions');
  await seesOutcome(at, 'ordinary', 'wait-for-staff');
  await seesOutcome(at, 'not-sent', 'postpone', true);
});

test('critical situations are never postponed, whatever is answered', async ({ door, kiosk }) => {
  test.setTimeout(240_000);
  const at = { door, kiosk };
  await seesOutcome(at, 'critical', 'escorted-route', true);
  await seesOutcome(at, 'end-of-life', 'escorted-route', true);
  await seesOutcome(at, 'child', 'wait-for-staff', true);
  await seesOutcome(at, 'dementia', 'admit-with-conditions');
});

test('who is no visitor by the Danish rules is let in, and staff meet whose contact is limited', async ({
  door,
  kiosk,
}) => {
  test.setTimeout(240_000);
  const at = { door, kiosk };
  for (const name of ['service', 'provider', 'delivery', 'employee'])
    await seesOutcome(at, name, 'admit-with-conditions');
  await seesOutcome(at, 'limited', 'wait-for-staff');
});

test('where the restriction does not hold, registering is voluntary and nobody is stopped', async ({
  door,
  kiosk,
}) => {
  await seesHeading(door, da.attract.title);
  await scanWithHardware(door, kiosk.letter('exempt').code);
  await expect(door.getByText(da.voluntary.home)).toBeVisible();
  await press(door, da.voluntary.register);
  await goThrough(door, { symptoms: true, words });
  await seesHeading(door, outcome['admit-with-conditions'].title);
  await fits(door, 'dk-exempt');
});

test('three fixed visitors at once are met by staff', async ({ door, kiosk }) => {
  await comes(door, kiosk.letter('party'), { companions: ['Bo', 'Ib'], words });
  await seesHeading(door, outcome['wait-for-staff'].title);
  await fits(door, 'dk-party');
});

test('a vigil goes out and in', async ({ door, kiosk }) => {
  await comes(door, kiosk.letter('vigil'), { words });
  await expect(door.getByText(outcome.vigil)).toBeVisible();
  await finishes(door, words);
  await press(door, da.attract.leave);
  await scanWithHardware(door, kiosk.letter('vigil').code);
  await seesHeading(door, da.signedOut.title);
  await expect(door.getByText(da.signedOut.again)).toBeVisible();
});

test('a resident goes out and comes home', async ({ door, kiosk }) => {
  await scanWithHardware(door, kiosk.letter('resident').code);
  await seesHeading(door, like(da.resident.outTitleName));
  await press(door, da.resident.goOut);
  await seesHeading(door, da.resident.goneTitle);
  await finishes(door, words);
  await scanWithHardware(door, kiosk.letter('resident').code);
  await press(door, da.resident.comeBack);
  await seesHeading(door, da.resident.homeTitle);
  await fits(door, 'dk-resident-home');
});

test('who is early is told when, in Danish; who is at the wrong gate is told the way', async ({
  door,
  kiosk,
}) => {
  await scanWithHardware(door, kiosk.letter('early').code);
  await seesHeading(door, da.code['too-early'].title);
  await expect(door.getByText(/Din aftale er i dag kl\.\s\d\d\.\d\d/)).toBeVisible();
  await fits(door, 'dk-early');
  await scanWithHardware(door, kiosk.letter('other-entrance').code);
  await seesHeading(door, da.code['other-entrance'].title);
  await fits(door, 'dk-other-entrance');
});

test('a visit that has to wait says what there is instead and how to complain', async ({ door, kiosk }) => {
  await comes(door, kiosk.letter('fixed-outdoors'), { symptoms: true, words });
  await seesHeading(door, outcome.postpone.title);
  await press(door, outcome.meanwhile);
  for (const section of [da.meanwhile.ground, da.meanwhile.alternatives, da.meanwhile.complaint])
    await expect(door.getByText(section)).toBeVisible();
  await fits(door, 'dk-meanwhile');
  await press(door, da.go.back);
  await finishes(door, words);
  await scanWithHardware(door, kiosk.letter('fixed-outdoors').code);
  await goThrough(door, { words });
  await seesHeading(door, outcome['wait-for-staff'].title);
});
