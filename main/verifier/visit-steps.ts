/** How a visit follows from its events (protocol-format.md, «How a visit follows from its events»). */
import type { Calendar } from './calendar.ts';

/** One end of a time inside. */
export interface End {
  readonly at: string;
  readonly evidence: string;
  readonly earliest: string;
  readonly latest: string;
}
export interface Leg {
  readonly arrived: End;
  readonly left: End;
}

export interface VisitState {
  readonly visitId: string;
  readonly openedBy: number;
  readonly bookingId: string | null;
  readonly receipt: string;
  readonly permitClass: string;
  readonly day: string;
  revision: number;
  /** Type of the event that `revision` names. */
  newest: string;
  state: 'waiting' | 'inside' | 'left' | 'closed';
  /** What the rules said when they stood at the door last, before staff decided otherwise. */
  judged: string;
  outcome: string;
  ward: string;
  place: string;
  partySize: number;
  arrived: End | null;
  left: End | null;
  legs: readonly Leg[];
  overridden: boolean;
  resumedBy: number | null;
  toldBy: number | null;
}

/** An event of a visit whose body has been asked for its shape. */
export interface VisitEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly visitId: string;
  readonly refersTo: number | null;
  readonly body: unknown;
}

interface FoundBody {
  readonly outcome: string;
  readonly ward: string;
  readonly place: string;
  readonly partySize: number;
  readonly attemptedAt: string;
  readonly arrived: End | null;
}
interface OpeningBody extends FoundBody {
  readonly bookingId: string | null;
  readonly receipt: string;
  readonly permitClass: string;
  readonly left?: End | null;
}

/** Why a step cannot be taken from where the visit stands. */
type Refused = string;
const isRefused = (step: VisitState | Refused): step is Refused => typeof step === 'string';
export { isRefused };

const LETS_IN = new Set(['admit', 'admit-with-conditions', 'right-of-access']);
const stateOf = (outcome: string): VisitState['state'] => {
  if (LETS_IN.has(outcome)) return 'inside';
  return outcome === 'postpone' ? 'closed' : 'waiting';
};
const STATE_OF_OPENING: Readonly<Record<string, VisitState['state']>> = {
  'visit.checked-in': 'inside',
  'visit.entered-late': 'inside',
  'visit.referred': 'waiting',
  'visit.postponed': 'closed',
};
const OPENING = new Set(Object.keys(STATE_OF_OPENING));
export const opensVisit = (type: string): boolean => OPENING.has(type);

/** The day on which they had gone for certain the last time, else that on which they stood at the door; never before that. */
export const lastDayOf = (visit: VisitState, calendar: Calendar): string => {
  const left = visit.left ?? visit.legs.at(-1)?.left ?? null;
  const gone = left === null ? visit.day : calendar.dayOf(left.latest);
  return gone < visit.day ? visit.day : gone;
};

/** The visit after an event (the same object, changed), or why it cannot be. */
export const takeVisitStep = (
  visit: VisitState | null,
  event: VisitEvent,
  calendar: Calendar,
): VisitState | Refused => {
  if (opensVisit(event.type)) return visit === null ? opened(event, calendar) : 'it is there already';
  if (visit === null) return 'nothing opened it';
  const refused = STEPS[event.type]?.(visit, event) ?? timeFault(visit, event.at);
  if (refused !== null) return refused;
  visit.revision = event.seq;
  visit.newest = event.type;
  return visit;
};

const opened = (event: VisitEvent, calendar: Calendar): VisitState | Refused => {
  const body = event.body as OpeningBody;
  const state = stateOf(body.outcome);
  if (STATE_OF_OPENING[event.type] !== state) return `«${body.outcome}» is not told so`;
  if ((state === 'inside') !== (body.arrived !== null)) return ARRIVES_WHEN_LET_IN;
  const left = body.left ?? null;
  const visit: VisitState = {
    visitId: event.visitId,
    openedBy: event.seq,
    bookingId: body.bookingId,
    receipt: body.receipt,
    permitClass: body.permitClass,
    day: calendar.dayOf(body.attemptedAt),
    revision: event.seq,
    newest: event.type,
    state: left === null ? state : 'left',
    judged: body.outcome,
    outcome: body.outcome,
    ward: body.ward,
    place: body.place,
    partySize: body.partySize,
    arrived: body.arrived,
    left,
    legs: [],
    overridden: false,
    resumedBy: null,
    toldBy: null,
  };
  return timeFault(visit, event.at) ?? visit;
};

const ARRIVES_WHEN_LET_IN = 'who is let in has arrived, and nobody else';

type Step = (visit: VisitState, event: VisitEvent) => Refused | null;

const overridden: Step = (visit, event) => {
  const { from, to, arrived } = event.body as { from: string; to: string; arrived: End | null };
  if (visit.state === 'left') return 'they had left';
  if (from !== visit.outcome) return `«${visit.outcome}» was in force, not «${from}»`;
  if (to === from) return 'nothing changes';
  if (visit.judged === 'right-of-access' && !LETS_IN.has(to)) return 'who has the right of access is let in';
  const state = stateOf(to);
  const first = visit.arrived ?? arrived;
  if (state === 'inside' ? first === null : arrived !== null) return ARRIVES_WHEN_LET_IN;
  visit.state = state;
  visit.outcome = to;
  visit.arrived = first;
  visit.overridden = true;
  visit.toldBy = null;
  return null;
};

const checkedOut: Step = (visit, event) => {
  if (visit.state !== 'inside') return 'they were not inside';
  visit.state = 'left';
  visit.left = (event.body as { left: End }).left;
  return null;
};

const resumed: Step = (visit, event) => {
  const body = event.body as FoundBody;
  const { arrived, left } = visit;
  if (visit.state !== 'left' || visit.permitClass !== 'vigil' || arrived === null || left === null)
    return 'it is no vigil that was out';
  const state = stateOf(body.outcome);
  if ((state === 'inside') !== (body.arrived !== null)) return ARRIVES_WHEN_LET_IN;
  visit.legs = [...visit.legs, { arrived, left }];
  visit.state = state;
  visit.judged = body.outcome;
  visit.outcome = body.outcome;
  visit.ward = body.ward;
  visit.place = body.place;
  visit.partySize = body.partySize;
  visit.arrived = body.arrived;
  visit.left = null;
  visit.resumedBy = event.seq;
  visit.overridden = false;
  visit.toldBy = null;
  return null;
};

const withdrawn: Step = (visit) => {
  if (visit.state !== 'waiting') return 'they did not wait';
  if (visit.arrived !== null) return 'they had been inside';
  const last = visit.legs.at(-1);
  visit.state = last === undefined ? 'closed' : 'left';
  if (last === undefined) return null;
  visit.arrived = last.arrived;
  visit.left = last.left;
  visit.legs = visit.legs.slice(0, -1);
  return null;
};

interface Changes {
  readonly place?: string;
  readonly ward?: string;
  readonly partySize?: number;
  readonly arrived?: End;
  readonly left?: End | null;
}
const corrected: Step = (visit, event) => {
  const { changes } = event.body as { changes: Changes };
  const present = visit.state === 'inside' || visit.state === 'left';
  if (!present && (changes.arrived !== undefined || changes.left !== undefined))
    return 'they were never inside';
  if (changes.left !== undefined) visit.left = changes.left;
  if (present) visit.state = visit.left === null ? 'inside' : 'left';
  visit.ward = changes.ward ?? visit.ward;
  visit.place = changes.place ?? visit.place;
  visit.partySize = changes.partySize ?? visit.partySize;
  visit.arrived = changes.arrived ?? visit.arrived;
  return null;
};

const undone: Step = (visit, event) => {
  const { what } = event.body as { what: string };
  if (event.refersTo !== visit.revision || what !== visit.newest) return 'its newest event is another';
  if (what === 'visit.checked-out') {
    visit.state = 'inside';
    visit.left = null;
    return null;
  }
  if (what === 'visit.withdrawn') {
    if (visit.state !== 'closed') return 'a vigil that was back has left as before';
    visit.state = 'waiting';
    return null;
  }
  visit.state = 'closed';
  visit.arrived = null;
  visit.left = null;
  return null;
};

const STEPS: Readonly<Record<string, Step>> = {
  'visit.overridden': overridden,
  'visit.checked-out': checkedOut,
  'visit.resumed': resumed,
  'visit.withdrawn': withdrawn,
  'visit.corrected': corrected,
  'visit.undone': undone,
  'visit.reason-written': () => null,
  'visit.reason-given': (visit, event) => {
    if (visit.outcome !== 'postpone') return 'no reason was owed';
    visit.toldBy = event.seq;
    return null;
  },
  'visit.illness-reported': (visit) =>
    visit.arrived === null && visit.legs.length === 0 ? 'they were never inside' : null,
};

/** Nobody leaves before they came, and nothing is known of what has not happened yet. */
const timeFault = ({ arrived, left, legs }: VisitState, at: string): Refused | null => {
  if (left !== null && arrived !== null && left.at < arrived.at) return 'they left before they came';
  const before = legs.at(-1)?.left.at ?? '';
  if (arrived !== null && arrived.at < before) return 'they came before they had left';
  if ((arrived?.at ?? '') > at || (left?.at ?? '') > at) return 'it tells of what had not happened yet';
  return null;
};
