/** Every type of event with its versions and what a body of each has (protocol-format.md, «Bodies»). */
import {
  day,
  flag,
  instant,
  list,
  nonEmpty,
  object,
  oneOf,
  optional,
  orNull,
  text,
  whole,
} from './shapes.ts';
import type { Shape } from './shapes.ts';

const id = text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);
const UUID =
  /^(?:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12})$/i;
/** As nearly all are written: this is asked in half the time. */
const USUAL_UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && (USUAL_UUID.test(value) || UUID.test(value));
const uuid: Shape = { matches: isUuid };
export const isActor = (value: unknown): value is string =>
  typeof value === 'string' && /^(?:visitor|kiosk|staff:[A-Za-z0-9._-]{1,40})$/.test(value);

const spokenCode = text(/^[ACDEFHJKMNPRTWXY3479]{6}$/);
const digest = text(/^[\da-fA-F]{64}$/);
const outcome = oneOf(
  'admit',
  'admit-with-conditions',
  'wait-for-staff',
  'escorted-route',
  'postpone',
  'right-of-access',
);
const via = oneOf('camera', 'scanner', 'word-code', 'staff');
const evidence = oneOf('scanned', 'seen-by-staff', 'booked-end', 'swept', 'paper', 'unknown');
/** `name`: of the member that has it. Plain is that somebody was seen at one moment; `At` and `Evidence` of it say then all. */
const end = (name: string): Shape =>
  object(
    { at: instant, evidence, earliest: instant, latest: instant },
    (one) => String(one.earliest) <= String(one.at) && String(one.at) <= String(one.latest),
    String.raw`\{"at":(?<${name}At>${String(instant.plain)}),"earliest":\k<${name}At>,"evidence":(?<${name}Evidence>${String(evidence.plain)}),"latest":\k<${name}At>\}`,
  );
const permitClass = oneOf(
  'ordinary',
  'fixed-visitor',
  'critical-situation',
  'end-of-life',
  'vigil',
  'child',
  'dementia',
  'long-stay',
  'birth-partner',
  'volunteer',
  'provider',
  'service',
  'delivery',
  'employee',
  'day-user',
  'respite',
  'resident',
);
const scope = oneOf('municipality', 'institution', 'ward');
const partySize = whole(1, 10);
const pack = { id, version: text() };
const kind = oneOf('all', 'identity', 'contact', 'reason');
const purpose = oneOf(
  'ill-after-visit',
  'infection-in-house',
  'municipal-doctor',
  'own-rights',
  'supervision',
);
const whyCorrected = oneOf(
  'wrong-person',
  'wrong-time',
  'wrong-place',
  'wrong-party',
  'typing-error',
  'other',
);

/** What was found when somebody stood at the door. */
const found = {
  ward: id,
  place: id,
  partySize,
  outcome,
  rules: list(id),
  citations: list(object({ source: text(/^S[0-4]:\d+(?:-\d+)?$/), printed: nonEmpty })),
  pack: object(pack),
  questionnaire: orNull(object(pack)),
  via,
  attemptedAt: instant,
  arrived: orNull(end('arrived')),
};
const whose = { bookingId: orNull(id), jti: orNull(id), permitClass, receipt: spokenCode };
const since2 = {
  phase: orNull(object({ id, scope: orNull(scope) })),
  children: whole(0, 10),
  also: list(object({ ward: id, place: id }), 3),
  callsStaff: flag,
};
const opening = { 1: object({ ...found, ...whose }), 2: object({ ...found, ...whose, ...since2 }) };
const nothing = { 1: object({}) };
const packNamed = { ...pack, sha256: digest };

export const BODIES: Readonly<Record<string, Readonly<Record<number, Shape>>>> = {
  'visit.checked-in': opening,
  'visit.referred': opening,
  'visit.postponed': opening,
  'visit.entered-late': {
    1: object({
      ...found,
      ...whose,
      ...since2,
      rowCode: orNull(text(/^[A-Z0-9]{2,6}-\d{1,3}$/)),
      left: orNull(end('left')),
    }),
  },
  'visit.overridden': {
    1: object({
      from: outcome,
      to: outcome,
      reason: oneOf(
        'end-of-life',
        'clinical-assessment',
        'agreed-by-manager',
        'misunderstood-question',
        'new-symptoms-seen',
        'no-capacity',
        'other',
      ),
      arrived: orNull(end('arrived')),
    }),
  },
  'visit.checked-out': { 1: object({ left: end('left') }) },
  'visit.resumed': { 1: object({ ...found, ...since2 }) },
  'visit.withdrawn': nothing,
  'visit.corrected': {
    1: object({
      reason: whyCorrected,
      changes: object({
        place: optional(id),
        ward: optional(id),
        partySize: optional(partySize),
        arrived: optional(end('arrived')),
        left: optional(orNull(end('left'))),
      }),
    }),
  },
  'visit.reason-written': nothing,
  'visit.reason-given': {
    1: object({ ground: orNull(id), newTime: orNull(instant), alternatives: list(id, 20), toldHow: flag }),
  },
  'visit.undone': {
    1: object({
      what: oneOf(
        'visit.checked-in',
        'visit.referred',
        'visit.postponed',
        'visit.entered-late',
        'visit.checked-out',
        'visit.withdrawn',
      ),
      reason: whyCorrected,
    }),
  },
  'visit.illness-reported': { 1: object({ symptomsFrom: day, via: oneOf('screen', 'staff') }) },
  'resident.went-out': { 1: object({ bookingId: orNull(id), ward: id, via, out: end('out') }) },
  'resident.came-back': { 1: object({ via, back: end('back') }) },
  'gift.received': { 1: object({ kind: oneOf('gift', 'goods'), label: spokenCode }) },
  'gift.handed-over': nothing,
  'code.rejected': {
    1: object({
      result: oneOf(
        'not-readable',
        'not-ours',
        'bad-signature',
        'unknown-key',
        'expired',
        'too-early',
        'cancelled',
        'already-used',
        'other-institution',
        'other-entrance',
        'blocked',
      ),
      bookingId: orNull(id),
      via,
    }),
  },
  'help.called': { 1: object({ screen: text(undefined, 40) }) },
  'log.exported': { 1: object({ day, rows: whole(), sha256: text() }) },
  'postponements.exported': { 1: object({ from: day, to: day, rows: whole(), sha256: text() }) },
  'export.written': {
    1: object({
      what: oneOf(
        'daily-log',
        'postponements',
        'statistics',
        'evacuation',
        'protocol',
        'line-list',
        'call-sheet',
        'sormas',
        'godata',
        'iris',
        'fhir',
        'person',
      ),
      format: oneOf('csv', 'xlsx', 'pdf', 'json', 'zip'),
      purpose: orNull(purpose),
      caseId: orNull(id),
      from: orNull(day),
      to: orNull(day),
      rows: whole(),
      sha256: digest,
      encrypted: flag,
      target: id,
    }),
  },
  'pack.received': { 1: object({ ...packNamed, signedBy: orNull(text()) }) },
  'pack.activated': {
    1: object(packNamed),
    2: object({ ...packNamed, signedBy: orNull(text()), why: oneOf('start', 'activated', 'went-back') }),
  },
  'policy.rehearsed': {
    1: object({
      pack: object(pack),
      phase: orNull(id),
      visits: whole(),
      visitsHit: whole(),
      bookings: whole(),
      bookingsHit: whole(),
    }),
  },
  'phase.set': {
    1: object({ scope, ward: orNull(id), phase: id, from: instant, until: orNull(instant) }),
  },
  'phase.withdrawn': nothing,
  'day.closed': { 1: object({ day, visits: whole(), swept: whole(), moved: whole() }) },
  'day-pack.printed': { 1: object({ day, code: text(/^[A-Z0-9]{2,6}$/), rows: whole(1, 200) }) },
  'fields.erased': {
    1: object({
      why: oneOf('retention', 'request', 'case-closed', 'restored'),
      kind,
      upTo: orNull(day),
      days: orNull(whole(1, 14)),
      visitIds: list(uuid, 500),
      visits: whole(),
      events: whole(),
    }),
  },
  'tracing.looked-up': {
    1: object({
      purpose,
      what: oneOf('exposure', 'person', 'receipt', 'residents'),
      caseId: orNull(id),
      from: orNull(instant),
      to: orNull(instant),
      rows: whole(),
    }),
  },
  'case.opened': {
    1: object({
      caseId: id,
      purpose,
      from: instant,
      to: instant,
      minutes: whole(1, 1440),
      sealedDigest: text(),
    }),
  },
  'case.held': { 1: object({ caseId: id, visitIds: list(uuid, 500, 1) }) },
  'case.closed': {
    1: object({
      caseId: id,
      reason: oneOf('no-further-exposure', 'handed-over', 'opened-by-mistake', 'other'),
    }),
  },
  'rights.served': {
    1: object({
      what: oneOf('shown', 'printed', 'corrected', 'erased'),
      idCheck: oneOf('id-document', 'known-to-staff', 'in-writing'),
      visits: whole(),
    }),
  },
  'keys.changed': {
    1: object({
      recipient: text(/^(?:municipality|lead:[A-Za-z0-9._-]{1,40})$/),
      change: oneOf('added', 'replaced', 'removed', 'passphrase', 'recovered'),
      days: whole(),
    }),
  },
  'backup.restored': { 1: object({ length: whole(), madeAt: instant }) },
};
