/** How a visit follows from its events: pure, the same for every append, rebuild and verification. */
import { LETS_IN } from '../../../shared/domain/outcome.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { ProtocolRefusal } from './refusal.ts';
import type { ReadEvent } from './rows.ts';
import type { Visit } from './types.ts';

type Of<T extends ReadEvent['type']> = Extract<ReadEvent, { type: T }>;
type Opening =
  Of<'visit.checked-in'> | Of<'visit.referred'> | Of<'visit.postponed'> | Of<'visit.entered-late'>;

/** So long after leaving a vigil comes back to the same visit; later it is another. */
export const VIGIL_OUT_MS = 12 * 3_600_000;
/** Whether somebody who comes now comes back to this visit. A leaving that lies ahead of the clock is another time's. */
export const mayResume = ({ state, opened, left }: Visit, now: string): boolean =>
  state === 'left' &&
  opened.permitClass === 'vigil' &&
  left !== null &&
  left.at <= now &&
  Date.parse(now) - Date.parse(left.at) <= VIGIL_OUT_MS;

/** An event of a visit: its type begins with `visit.`, and it has a visit's id. */
export type VisitEvent = Extract<ReadEvent, { type: `visit.${string}` }>;
export const isVisitEvent = (event: ReadEvent): event is VisitEvent => event.type.startsWith('visit.');

/** The visit after an event. Throws ProtocolRefusal for a step that cannot be taken from where the visit stands. */
export const project = (visit: Visit | null, event: VisitEvent, zone: string): Visit => {
  switch (event.type) {
    case 'visit.checked-in':
    case 'visit.referred':
    case 'visit.postponed':
    case 'visit.entered-late':
      if (visit) throw new ProtocolRefusal('visit-exists');
      return opened(event, zone);
    case 'visit.overridden':
      return overridden(known(visit), event);
    case 'visit.checked-out':
      return checkedOut(known(visit), event, zone);
    case 'visit.resumed':
      return resumed(known(visit), event);
    case 'visit.withdrawn':
      return withdrawn(known(visit), event);
    case 'visit.corrected':
      return corrected(known(visit), event, zone);
    case 'visit.undone':
      return undone(known(visit), event, zone);
    case 'visit.illness-reported':
      return ill(known(visit), event);
    case 'visit.reason-written':
      return { ...known(visit), revision: event.seq };
    case 'visit.reason-given':
      return reasonGiven(known(visit), event);
  }
};

const known = (visit: Visit | null): Visit => {
  if (!visit) throw new ProtocolRefusal('unknown-visit');
  return visit;
};

const stateFor = (outcome: Outcome): Visit['state'] => {
  if (LETS_IN.has(outcome)) return 'inside';
  return outcome === 'postpone' ? 'closed' : 'waiting';
};

const STATE_OF_OPENING: Record<Opening['type'], Visit['state']> = {
  'visit.checked-in': 'inside',
  'visit.referred': 'waiting',
  'visit.postponed': 'closed',
  'visit.entered-late': 'inside',
};

const opened = (event: Opening, zone: string): Visit => {
  const { body } = event;
  const state = stateFor(body.outcome);
  if (STATE_OF_OPENING[event.type] !== state || (state === 'inside') !== (body.arrived !== null))
    throw new ProtocolRefusal('outcome-mismatch', `${event.type} with ${body.outcome}`);
  if (event.visitId === null) throw new ProtocolRefusal('bad-visit-id');
  const left = event.type === 'visit.entered-late' ? event.body.left : null;
  const { rowCode: _rowCode, left: _left, ...asOpened } = { rowCode: null, left: null, ...body };
  // As the clock was followed: `at` may have been held up by a clock that stood ahead (0009).
  const day = dayIn(zone, Date.parse(body.attemptedAt));
  return inOrder(
    {
      visitId: event.visitId,
      revision: event.seq,
      state: left === null ? state : 'left',
      openedBy: event.seq,
      opened: asOpened,
      resumedBy: null,
      outcome: body.outcome,
      ward: body.ward,
      place: body.place,
      partySize: body.partySize,
      arrived: body.arrived,
      left,
      legs: [],
      overridden: false,
      toldBy: null,
      day,
      lastDay: lastDayOf(left, day, zone),
      undone: false,
    },
    event.at,
  );
};

const overridden = (visit: Visit, event: Of<'visit.overridden'>): Visit => {
  const { from, to } = event.body;
  if (visit.state === 'left') throw new ProtocolRefusal('visit-over');
  if (from !== visit.outcome) throw new ProtocolRefusal('outcome-changed');
  if (to === from) throw new ProtocolRefusal('nothing-changes');
  if (visit.opened.outcome === 'right-of-access' && !LETS_IN.has(to))
    throw new ProtocolRefusal('right-of-access');
  const state = stateFor(to);
  // The first arrival stands, also for one who must wait or go again: they were inside meanwhile, and tracing must find that.
  const arrived = visit.arrived ?? event.body.arrived;
  const arrives = state === 'inside' ? arrived !== null : event.body.arrived === null;
  if (!arrives) throw new ProtocolRefusal('outcome-mismatch', `arrival with ${to}`);
  return inOrder(
    { ...visit, revision: event.seq, state, outcome: to, arrived, overridden: true, toldBy: null },
    event.at,
  );
};

/** The day on which somebody had gone for certain the last time; of who never did, the day on which they stood at the door. */
const lastDayOf = (left: PresenceEnd | null, day: string, zone: string): string => {
  const gone = left === null ? day : dayIn(zone, Date.parse(left.latest));
  return gone < day ? day : gone;
};

/** A vigil that is back had gone before. */
const leftBefore = ({ legs }: Visit): PresenceEnd | null => legs.at(-1)?.left ?? null;

const checkedOut = (visit: Visit, event: Of<'visit.checked-out'>, zone: string): Visit => {
  if (visit.state !== 'inside') throw new ProtocolRefusal('not-inside');
  const { left } = event.body;
  return inOrder(
    { ...visit, revision: event.seq, state: 'left', left, lastDay: lastDayOf(left, visit.day, zone) },
    event.at,
  );
};

/** As if the visit's newest event had not been; which one that is, whoever appends or verifies has asked. */
const undone = (visit: Visit, event: Of<'visit.undone'>, zone: string): Visit => {
  const revision = event.seq;
  if (event.refersTo !== visit.revision) throw new ProtocolRefusal('not-the-newest');
  switch (event.body.what) {
    case 'visit.checked-out':
      if (visit.state !== 'left') throw new ProtocolRefusal('nothing-changes');
      return {
        ...visit,
        revision,
        state: 'inside',
        left: null,
        lastDay: lastDayOf(leftBefore(visit), visit.day, zone),
      };
    case 'visit.withdrawn':
      if (visit.state !== 'closed' || visit.legs.length > 0) throw new ProtocolRefusal('nothing-changes');
      return { ...visit, revision, state: 'waiting' };
    case 'visit.checked-in':
    case 'visit.referred':
    case 'visit.postponed':
    case 'visit.entered-late':
      if (event.refersTo !== visit.openedBy) throw new ProtocolRefusal('not-the-newest');
      return {
        ...visit,
        revision,
        state: 'closed',
        arrived: null,
        left: null,
        lastDay: visit.day,
        undone: true,
      };
  }
};

const ill = (visit: Visit, event: Of<'visit.illness-reported'>): Visit => {
  if (visit.arrived === null && visit.legs.length === 0) throw new ProtocolRefusal('never-arrived');
  return { ...visit, revision: event.seq };
};

const resumed = (visit: Visit, event: Of<'visit.resumed'>): Visit => {
  const { body } = event;
  const { arrived, left } = visit;
  if (visit.state !== 'left' || visit.opened.permitClass !== 'vigil' || arrived === null || left === null)
    throw new ProtocolRefusal('not-out');
  const state = stateFor(body.outcome);
  if ((state === 'inside') !== (body.arrived !== null))
    throw new ProtocolRefusal('outcome-mismatch', `${event.type} with ${body.outcome}`);
  return inOrder(
    {
      ...visit,
      revision: event.seq,
      state,
      opened: { ...visit.opened, ...body },
      resumedBy: event.seq,
      outcome: body.outcome,
      ward: body.ward,
      place: body.place,
      partySize: body.partySize,
      arrived: body.arrived,
      left: null,
      legs: [...visit.legs, { arrived, left }],
      overridden: false,
      toldBy: null,
    },
    event.at,
  );
};

const reasonGiven = (visit: Visit, event: Of<'visit.reason-given'>): Visit => {
  if (visit.outcome !== 'postpone') throw new ProtocolRefusal('no-reason-owed');
  return { ...visit, revision: event.seq, toldBy: event.seq };
};

const withdrawn = (visit: Visit, event: Of<'visit.withdrawn'>): Visit => {
  if (visit.state !== 'waiting') throw new ProtocolRefusal('not-waiting');
  // Staff may have let them in and then asked them to wait: then they were inside, and tracing must find when that ended.
  if (visit.arrived) throw new ProtocolRefusal('not-waiting', 'was inside');
  const revision = event.seq;
  const last = visit.legs.at(-1);
  // A vigil that came back, waited and went again has left when it left before.
  return last === undefined
    ? { ...visit, revision, state: 'closed' }
    : { ...visit, revision, state: 'left', ...last, legs: visit.legs.slice(0, -1) };
};

const corrected = (visit: Visit, event: Of<'visit.corrected'>, zone: string): Visit => {
  const { changes } = event.body;
  const present = visit.state === 'inside' || visit.state === 'left';
  if (!present && (changes.arrived !== undefined || changes.left !== undefined))
    throw new ProtocolRefusal('never-arrived');
  const left = changes.left === undefined ? visit.left : changes.left;
  const state = present ? (left ? 'left' : 'inside') : visit.state;
  return inOrder(
    {
      ...visit,
      revision: event.seq,
      state,
      ward: changes.ward ?? visit.ward,
      place: changes.place ?? visit.place,
      partySize: changes.partySize ?? visit.partySize,
      arrived: changes.arrived ?? visit.arrived,
      left,
      lastDay: lastDayOf(left ?? leftBefore(visit), visit.day, zone),
    },
    event.at,
  );
};

/** Nobody leaves before they came, and nothing is known of what has not happened yet. */
const inOrder = (visit: Visit, at: string): Visit => {
  if (isBefore(visit.left, visit.arrived) || isBefore(visit.arrived, visit.legs.at(-1)?.left ?? null))
    throw new ProtocolRefusal('left-before-arrived');
  if ((visit.arrived && visit.arrived.at > at) || (visit.left && visit.left.at > at))
    throw new ProtocolRefusal('in-the-future');
  return visit;
};

const isBefore = (one: PresenceEnd | null, other: PresenceEnd | null): boolean =>
  one !== null && other !== null && one.at < other.at;
