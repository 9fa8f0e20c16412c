/** A visitor falls ill afterwards. Reception types the code, the lead finds who met whom, keeps it in a case, and closes it. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { STAFF_HEADER, visitRow, type VisitRow } from '../../shared/api/staff.ts';
import { toInstant } from '../../shared/domain/time.ts';
import visitorText from '../../resources/text/nb/visitor.json' with { type: 'json' };
import { HOUSES } from '../municipality/demo/houses.ts';
import { openSession } from '../support/kiosk.ts';
import { findsNothing } from './axe.ts';
import { goodForAll } from './good-for-all.ts';
import { expect, test, type Kiosk } from './kit.ts';
import { button, card, part, signIn, staffText } from './staff.ts';

const { keys, tracing } = staffText;
const DESK = { width: 1280, height: 800 };
const STANDING = { width: 1080, height: 1920 };
const MINUTE = 60_000;

test.setTimeout(120_000);

/** Staff at the desk, without the screen: somebody was here from so many minutes ago until so many minutes ago. */
const reception = async (kiosk: Kiosk) => {
  const ask = await openSession(kiosk);
  const account = HOUSES.NO.staff.find(({ role }) => role === 'reception');
  const call = async (path: string, body: unknown, headers = {}): Promise<unknown> =>
    (await ask(path, { method: 'POST', body: JSON.stringify(body), headers })).json();
  const signedIn = await call('/api/staff/sign-in', { name: account?.name, pin: account?.pin });
  const { session } = z.object({ session: z.string() }).parse(signedIn);
  const post = (path: string, body: unknown) =>
    call(`/api/reception${path}`, body, { [STAFF_HEADER]: session });
  const now = async (): Promise<number> =>
    Date.parse(z.object({ now: z.string() }).parse(await (await ask('/api/kiosk/state', {})).json()).now);
  return {
    visit: async (
      who: { visitorName: string; residentName: string; companions?: string[] },
      from: number,
      to: number,
    ): Promise<VisitRow> => {
      const at = await now();
      const { visitId } = z.object({ visitId: z.string() }).parse(
        await post('/visits', {
          kind: 'walk-in',
          attempt: crypto.randomUUID(),
          phone: '+47 900 00 000',
          companions: [],
          place: 'furua-rom',
          permitClass: 'ordinary',
          reason: 'agreed-by-manager',
          reasonText: 'Avklart med avdelingen',
          ...who,
        }),
      );
      const left = visitRow.parse(await post(`/visits/${visitId}/check-out`, { leftAt: null }));
      return visitRow.parse(
        await post(`/visits/${visitId}/correct`, {
          revision: left.revision,
          reason: 'wrong-time',
          reasonText: 'Skrevet inn etterpå',
          changes: { arrivedAt: toInstant(at - from * MINUTE), leftAt: toInstant(at - to * MINUTE) },
        }),
      );
    },
  };
};

const openTracing = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: tracing.tab }).click();
  await expect(part(page, tracing.search)).toBeVisible();
};
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('whoever fell ill is reported by the code, and the lead sees who met whom, in a case, until it is closed', async ({
  kiosk,
  open,
}) => {
  const desk = await reception(kiosk);
  const ill = await desk.visit(
    { visitorName: 'Kari Prøvesen', residentName: 'Olga Oppdiktet', companions: ['Jon Prøvesen'] },
    180,
    120,
  );
  await desk.visit({ visitorName: 'Per Påfunn', residentName: 'Olga Oppdiktet' }, 150, 60);
  await desk.visit({ visitorName: 'Nils Nabo', residentName: 'Ole Oppdiktet' }, 170, 100);
  await desk.visit({ visitorName: 'Siv Senere', residentName: 'Olga Oppdiktet' }, 50, 20);

  const atDesk = await open('/reception/');
  await atDesk.setViewportSize(DESK);
  await signIn(atDesk, 'reception');
  await button(atDesk, tracing.illness).click();
  const dialog = atDesk.getByRole('dialog');
  await dialog.getByLabel(tracing.receipt).fill(ill.receipt.toLowerCase());
  const today = await dialog.getByLabel(tracing.symptomsDay).getAttribute('max');
  await dialog.getByLabel(tracing.symptomsDay).fill(today ?? '');
  await goodForAll(atDesk, 'reception is told of illness');
  await button(dialog, tracing.illnessSend).click();
  await expect(atDesk.getByText(tracing.illnessDone.slice(0, 20))).toBeVisible();

  const lead = await open('/infection-control/');
  await lead.setViewportSize(STANDING);
  await signIn(lead, 'infection-control');
  await openTracing(lead);
  await goodForAll(lead, 'tracing');
  await button(card(lead, ill.receipt), tracing.reportSearch).click();
  await expect(lead.getByLabel(tracing.receipt, { exact: true })).toHaveValue(ill.receipt);
  await expect(lead.getByLabel(tracing.purpose['ill-after-visit'])).toBeChecked();
  await button(lead, tracing.search).click();

  await expect(lead.getByRole('heading', { name: tracing.found })).toBeFocused();
  await expect(row(lead, 'Per Påfunn')).toContainText(tracing.how['same-resident']);
  await expect(row(lead, 'Per Påfunn')).toContainText(/(29|30) min sikkert/);
  await expect(row(lead, 'Jon Prøvesen')).toContainText(tracing.how['same-visit']);
  await expect(row(lead, 'Nils Nabo')).toContainText(tracing.possible);
  await expect(row(lead, 'Siv Senere')).toContainText('Olga Oppdiktet');
  await goodForAll(lead, 'what was found');
  await lead.emulateMedia({ forcedColors: 'active' });
  await findsNothing(lead, 'what was found, forced colours');
  await lead.emulateMedia({ forcedColors: 'none' });

  // What a case keeps only the lead's key opens: the passphrase is asked for first.
  await button(lead, tracing.openCase).click();
  const { passphrase } = HOUSES.NO.staff.find(({ role }) => role === 'infection-control') ?? {};
  await lead.getByLabel(keys.passphrase, { exact: true }).fill(passphrase ?? '');
  await button(lead.getByRole('dialog'), keys.unlock).click();
  await lead.getByLabel(tracing.note).fill('Ringte i dag.');
  await goodForAll(lead, 'opening a case');
  await button(lead.getByRole('dialog'), tracing.openCase).click();
  await expect(lead.getByText('Ringte i dag.')).toBeVisible();
  await goodForAll(lead, 'a case');

  // The exports know of it at once.
  await lead.getByRole('tab', { name: staffText.exports.tab }).click();
  await lead.getByLabel(staffText.exports.what, { exact: true }).selectOption('line-list');
  await lead.getByRole('tab', { name: tracing.tab }).click();

  await button(lead, tracing.extend).click();
  await expect(lead.getByText(tracing.extended_zero)).toBeVisible();
  await button(lead, staffText.common.back).click();
  await expect(part(lead, tracing.reports)).toBeHidden();
  await button(lead, new RegExp(tracing.read.replace('{{caseId}}', '').trim())).click();
  await lead.getByRole('dialog').getByLabel(tracing.purpose['municipal-doctor']).check();
  await button(lead.getByRole('dialog'), tracing.readShort).click();
  await button(lead, tracing.close).click();
  await lead.getByLabel(tracing.closeReason).selectOption('handed-over');
  await button(lead.getByRole('dialog'), tracing.close).click();
  await expect(lead.getByText(tracing.closed)).toBeVisible();
  await expect(part(lead, tracing.cases)).toContainText(tracing.end['handed-over']);
});

test('the lead finds a visitor by name, a resident without visits, and those around a member of staff', async ({
  kiosk,
  open,
}) => {
  const desk = await reception(kiosk);
  await desk.visit({ visitorName: 'Kari Prøvesen', residentName: 'Olga Oppdiktet' }, 180, 120);
  await desk.visit({ visitorName: 'Per Påfunn', residentName: 'Olga Oppdiktet' }, 150, 60);
  const lead = await open('/infection-control/');
  await lead.setViewportSize(DESK);
  await signIn(lead, 'infection-control');
  await openTracing(lead);

  const ask = part(lead, tracing.search);
  await ask.getByLabel(tracing.purpose['infection-in-house']).check();
  await ask.getByLabel(tracing.kind.visitor).check();
  await ask.getByLabel(tracing.name, { exact: true }).fill('prøv');
  await button(ask, tracing.findPeople).click();
  await button(ask, tracing.pick.replace('{{name}}', 'Kari Prøvesen')).click();
  await goodForAll(lead, 'a visitor that is chosen');
  await button(ask, tracing.search).click();
  await expect(row(lead, 'Per Påfunn')).toContainText(/(29|30) min sikkert/);

  await button(lead, tracing.again).click();
  await ask.getByLabel(tracing.purpose['infection-in-house']).check();
  await ask.getByLabel(tracing.kind.staff).check();
  await button(ask, tracing.search).click();
  await expect(ask.getByText(tracing.badStaffName)).toBeVisible();
  await goodForAll(lead, 'a member of staff');

  await button(lead, tracing.showResidents).click();
  await lead.getByRole('dialog').getByLabel(tracing.purpose.supervision).check();
  await button(lead.getByRole('dialog'), tracing.showResidents).click();
  await expect(row(lead, 'Olga Oppdiktet')).toContainText(tracing.daysSince_zero);
  await goodForAll(lead, 'residents and visits');
});

test('whoever fell ill says so at the kiosk by the code and a day, is told the same for a code that is nobody’s, and reaches the lead', async ({
  kiosk,
  door,
  open,
}) => {
  const lead = await open('/infection-control/');
  await signIn(lead, 'infection-control');
  const desk = await reception(kiosk);
  const visit = await desk.visit({ visitorName: 'Kari Prøvesen', residentName: 'Olga Oppdiktet' }, 180, 120);
  for (const code of ['ACDEFH', visit.receipt]) {
    await button(door, visitorText.attract.ill).click();
    for (const letter of code) await button(door, letter).click();
    await findsNothing(door, 'the code of whoever fell ill');
    await button(door, visitorText.go.on).click();
    await findsNothing(door, 'since when');
    await button(door, visitorText.ill.yesterday).click();
    await expect(door.getByText(visitorText.ill.thanksText)).toBeVisible();
    await findsNothing(door, 'thanks');
    await button(door, visitorText.go.done).click();
  }
  // What came while another page was shown is there when the tab is turned to.
  await openTracing(lead);
  await expect(part(lead, tracing.reports).getByRole('listitem')).toHaveCount(1);
  await expect(card(lead, visit.receipt)).toBeVisible();
});
