import { findsNothing } from './axe.ts';
import { expect, test } from './kit.ts';
import { signIn, staffText } from './staff.ts';
import { answerQuestions, da, like, nb, press, scanWithHardware, seesHeading } from './visitor.ts';

for (const [language, words] of [
  ['nb', nb],
  ['da', da],
] as const)
  test(`axe finds nothing on any of the visitor's screens, ${language}`, async ({ door, camera, kiosk }) => {
    test.setTimeout(420_000);
    const check = (screen: string) => findsNothing(door, `${language} ${screen}`);
    // Each visitor begins in bokmål.
    const begin = async () => {
      await seesHeading(door, nb.attract.title);
      await press(door, nb.languages[language]);
      await seesHeading(door, words.attract.title);
    };
    await begin();
    await expect(door.locator('html')).toHaveAttribute('lang', language);
    await check('attract');
    await press(door, words.attract.arrive);
    await seesHeading(door, words.scan.arriveTitle);
    await expect(door.locator('.camera-box[data-state="reading"]')).toBeVisible();
    await check('scan');
    await press(door, words.scan.wordCode);
    await seesHeading(door, words.wordCode.arriveTitle);
    await check('word code');
    await press(door, words.go.help);
    await expect(door.getByRole('dialog', { name: words.help.comingTitle })).toBeVisible();
    await check('help');
    await press(door, words.go.close);

    await press(door, words.go.back);
    await press(door, words.go.back);
    await camera.hold(kiosk.letter('foreign'));
    await press(door, words.attract.arrive);
    await seesHeading(door, words.code['not-ours'].title);
    await check('code not-ours');
    await camera.see({ kind: 'nobody' });
    for (const [name, told] of [
      ['expired', 'expired'],
      ['early', 'too-early'],
      ['too-early', 'other-day'],
      ['bad-signature', 'bad-signature'],
      ['14', 'cancelled'],
      ['16', 'other-entrance'],
    ] as const) {
      await scanWithHardware(door, kiosk.letter(name).code);
      await seesHeading(door, words.code[told].title);
      await check(`code ${told}`);
    }
    await press(door, words.go.done);
    await begin();
    await press(door, words.attract.arrive);

    await scanWithHardware(door, kiosk.letter('01').code);
    await seesHeading(door, like(words.companions.titleName));
    await check('companions');
    await press(door, words.companions.moreChildren);
    await press(door, words.go.on);
    await seesHeading(door, words.name.child);
    await check('name');
    await press(door, words.go.skip);
    await seesHeading(door, words.phone.title);
    await check('phone');
    await press(door, words.go.skip);
    await expect(door.locator('.question-about')).toBeVisible();
    await check('question');
    await answerQuestions(door, { words });
    await check('advice');
    await press(door, words.advice.finish);
    await seesHeading(door, words.outcome.admit.title);
    await check('outcome admit');
    await press(door, words.go.done);
    await begin();
    await press(door, words.attract.leave);
    await seesHeading(door, words.scan.leaveTitle);
    await check('leaving');
    await scanWithHardware(door, kiosk.letter('01').code);
    await seesHeading(door, words.signedOut.title);
    await check('signed out');
    await press(door, words.go.done);
    await begin();

    for (const [name, outcome] of [
      ['02', 'postpone'],
      ['04', 'escorted-route'],
      ['06', 'wait-for-staff'],
    ] as const) {
      await scanWithHardware(door, kiosk.letter(name).code);
      await press(door, words.companions.alone);
      await press(door, words.go.skip);
      await answerQuestions(door, { words, symptoms: true });
      await press(door, words.advice.finish);
      await seesHeading(door, words.outcome[outcome].title);
      await check(`outcome ${outcome}`);
      if (outcome === 'postpone') {
        await press(door, words.outcome.meanwhile);
        await seesHeading(door, words.meanwhile.title);
        await check('meanwhile');
        await press(door, words.go.back);
        await seesHeading(door, words.outcome.postpone.title);
      }
      await door
        .getByRole('button', { name: new RegExp(`^(${words.outcome.freeScreen}|${words.go.done})$`) })
        .click();
      await begin();
    }
    await scanWithHardware(door, kiosk.letter('13').code);
    await expect(door.getByText(words.voluntary.home)).toBeVisible();
    await check('voluntary');
    await press(door, words.voluntary.showTheWay);
    await press(door, words.advice.finish);
    await seesHeading(door, words.informed.title);
    await check('informed');
    await press(door, words.go.done);

    await begin();
    await scanWithHardware(door, kiosk.letter('resident').code);
    await expect(door.getByText(words.resident.outText)).toBeVisible();
    await check('resident');
    await press(door, words.resident.comeBack);
    await seesHeading(door, words.resident.homeTitle);
    await check('resident home');
    await press(door, words.go.done);
    await begin();
    await press(door, words.attract.deliver);
    await check('gift kind');
    await press(door, words.gift.gift);
    await seesHeading(door, words.gift.fromTitle);
    await check('gift from');
    await press(door, words.go.skip);
    await press(door, words.go.skip);
    await check('gift hands');
    await press(door, words.gift.handsClean);
    await seesHeading(door, words.gift.labelTitle);
    await check('gift label');
  });

test('axe finds nothing on the screens of staff', async ({ door, open, kiosk }) => {
  test.setTimeout(180_000);
  await scanWithHardware(door, kiosk.letter('01').code);
  await press(door, nb.companions.alone);
  await press(door, nb.go.skip);
  await answerQuestions(door);
  await press(door, nb.advice.finish);
  await seesHeading(door, nb.outcome.admit.title);
  await press(door, nb.go.done);
  await press(door, nb.go.help);

  const desk = await open('/reception/');
  await findsNothing(desk, 'sign-in');
  await signIn(desk, 'reception');
  await expect(desk.getByText('Kari Prøvesen').first()).toBeVisible();
  await findsNothing(desk, 'reception');
  await desk.getByRole('button', { name: staffText.board.walkIn }).click();
  await expect(desk.getByRole('dialog')).toBeVisible();
  await findsNothing(desk, 'walk-in');
  await desk.getByRole('button', { name: staffText.common.cancel }).click();

  const lead = await open('/infection-control/');
  await signIn(lead, 'infection-control');
  await lead.getByRole('tab', { name: staffText.infectionControl.tabLogs }).click();
  await expect(lead.getByRole('button', { name: staffText.infectionControl.syncNow })).toBeVisible();
  await findsNothing(lead, 'infection control');
});
