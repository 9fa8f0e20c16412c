/** The Danish demo as whoever starts it meets it: Danish screens, and the days in which its rules held. */
import { kioskState } from '../../shared/api/kiosk.ts';
import { dayIn } from '../../shared/domain/time.ts';
import { openSession } from '../support/kiosk.ts';
import { expect, test } from './kit.ts';

test.use({ country: 'DK' });

test('speaks Danish and stands in May 2020, as its letters and its municipality do', async ({
  door,
  kiosk,
}) => {
  await expect(door.getByText('Botilbuddet Engen')).toBeVisible();
  await expect(door.locator('html')).toHaveAttribute('lang', 'da');
  const state = kioskState.parse(await (await (await openSession(kiosk))('/api/kiosk/state')).json());
  expect([dayIn(state.zone, Date.parse(state.now)), state.language]).toEqual(['2020-05-20', 'da']);
  const { booking } = kiosk.letter('fixed-outdoors');
  expect(dayIn(state.zone, Date.parse(booking?.from ?? ''))).toBe('2020-05-20');
});

test('a letter tells its day in Danish', async ({ kiosk, browser }) => {
  const page = await browser.newPage();
  await page.goto(`${kiosk.municipality}/letters/fixed-outdoors`);
  await expect(page.getByText(/onsdag.* 20\. maj/)).toBeVisible();
  await page.close();
});
