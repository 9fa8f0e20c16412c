/** Who comes to the bench's house, made by a seed: the same people at the same hours in every run. */
import { newId } from '../../../main/core/protocol/new-id.ts';
import type { Protocol } from '../../../main/core/protocol/types.ts';
import type { EventBody, PersonalFields } from '../../../shared/domain/events.ts';
import { SPOKEN_ALPHABET } from '../../../shared/domain/ids.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { toInstant } from '../../../shared/domain/time.ts';

const FIRST = ['Kari', 'Ola', 'Åse', 'Per', 'Ingrid', 'Bjørn', 'Sølvi', 'Nils', 'Máret', 'Jan'];
const LAST = ['Nordmann', 'Øverås', 'Li', 'Vik', 'Hætta', 'Dal', 'Bråten', 'Moe', 'Sæther', 'Ås'];

/** A receipt of its own for every visit: the number in the spoken alphabet. */
export const receiptOf = (visit: number): string => {
  let rest = visit;
  return Array.from({ length: 6 }, () => {
    const letter = SPOKEN_ALPHABET[rest % SPOKEN_ALPHABET.length] ?? 'A';
    rest = Math.floor(rest / SPOKEN_ALPHABET.length);
    return letter;
  }).join('');
};

const nameOf = (seed: number): string =>
  `${FIRST[seed % 10] ?? ''} ${LAST[Math.floor(seed / 10) % 10] ?? ''} ${seed % 997}`;

export const personalOf = (visit: number): PersonalFields => ({
  visitorName: nameOf(visit * 7),
  ...(visit % 5 < 3 ? { phone: `4${String(visit % 10_000_000).padStart(7, '0')}` } : {}),
  ...(visit % 4 === 0 ? { companions: [{ name: nameOf(visit * 11) }] } : {}),
  residentName: nameOf((visit % 120) * 13),
  residentId: `r-${visit % 120}`,
});

export const placeOf = (visit: number): { ward: string; place: string } => {
  const ward = `ward-${'abcdef'[visit % 6] ?? 'a'}`;
  return { ward, place: `${ward}-${Math.floor(visit / 6) % 10}` };
};

export const openingOf = (visit: number, at: string): EventBody<'visit.checked-in'> => ({
  bookingId: `b-${visit}`,
  jti: `j-${visit}`,
  ...placeOf(visit),
  permitClass: 'ordinary',
  partySize: visit % 4 === 0 ? 2 : 1,
  outcome: 'admit',
  rules: ['admit-well'],
  citations: [{ source: 'S0:535', printed: 'kartlegge symptomer og mulig eksponering' }],
  pack: { id: 'no-2020-05-27', version: '1.2.0' },
  questionnaire: { id: 'no-visitor', version: '1.2.0' },
  via: visit % 3 === 0 ? 'word-code' : 'camera',
  attemptedAt: at,
  arrived: seenAt(at, 'scanned'),
  receipt: receiptOf(visit),
  phase: { id: 'normal', scope: null },
  children: 0,
  also: [],
  callsStaff: false,
});

const MINUTE = 60_000;

/** What happens to a visit: it comes in, is put right, and leaves between 20 and 90 minutes later; now and then somebody calls for help at the screen. */
export interface Step {
  readonly at: number;
  readonly visit: number;
  readonly what: 'in' | 'corrected' | 'help' | 'out';
}

/** A day's steps in the order of time: visits `from` to `to` (excluded) spread over the twelve hours from `opens` (ms). */
export const stepsOf = (from: number, to: number, opens: number): Step[] => {
  const apart = (11 * 60 * MINUTE) / Math.max(to - from, 1);
  return Array.from({ length: to - from }, (_, index): Step[] => {
    const visit = from + index;
    const at = Math.floor(opens + index * apart);
    const stays = (20 + ((visit * 37) % 71)) * MINUTE;
    return [
      { at, visit, what: 'in' },
      { at: at + MINUTE, visit, what: 'corrected' },
      { at: at + 2 * MINUTE, visit, what: 'help' },
      { at: at + stays, visit, what: 'out' },
    ];
  })
    .flat()
    .sort((one, other) => one.at - other.at);
};

/** Takes steps through the real protocol, inside a transaction; `ids` are the visits of the day. */
export const take = (protocol: Protocol, step: Step, ids: Map<number, string>): void => {
  const { visit, what } = step;
  const at = toInstant(step.at);
  if (what === 'help') {
    protocol.append({ type: 'help.called', actor: 'visitor', body: { screen: 'attract' } });
    return;
  }
  const visitId = ids.get(visit) ?? newId(at);
  ids.set(visit, visitId);
  if (what === 'in')
    protocol.append({
      type: 'visit.checked-in',
      visitId,
      actor: 'visitor',
      body: openingOf(visit, at),
      personal: personalOf(visit),
    });
  else if (what === 'corrected')
    protocol.append({
      type: 'visit.corrected',
      visitId,
      actor: 'staff:s-bench',
      body: { reason: 'wrong-party', changes: { partySize: 1 + (visit % 3) } },
    });
  else
    protocol.append({
      type: 'visit.checked-out',
      visitId,
      actor: 'visitor',
      body: { left: seenAt(at, 'scanned') },
    });
};
