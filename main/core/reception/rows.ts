import type { z } from 'zod';
import type { giftRow, VisitRow } from '../../../shared/api/staff.ts';
import type { PersonalFields } from '../../../shared/domain/events.ts';
import { saidOf } from '../checkin/said.ts';
import type { Visit } from '../protocol/types.ts';
import { owesReason } from './owed.ts';
import type { ReceptionParts } from './parts.ts';
import { undoableOf } from './undo.ts';
import { factsKept, phaseInWords, rulesInWords } from './why.ts';

type GiftRow = z.infer<typeof giftRow>;

const knownOf = ({ protocol }: ReceptionParts, visitId: string): PersonalFields => {
  const personal = protocol.personal(visitId);
  return typeof personal === 'string' ? {} : personal;
};

/** A visit as reception sees it. Names are null once the kiosk can no longer read that day, or they are erased. */
export const visitRow = (parts: ReceptionParts, visit: Visit): VisitRow => {
  const { opened } = visit;
  const known = knownOf(parts, visit.visitId);
  const said = saidOf(visit, parts);
  const { pack } = parts.rulebook.rules();
  return {
    visitId: visit.visitId,
    revision: visit.revision,
    state: visit.state,
    visitorName: known.visitorName ?? null,
    phone: known.phone ?? null,
    companions: (known.companions ?? []).map(({ name }) => name),
    residentName: known.residentName ?? null,
    ward: visit.ward,
    place: visit.place,
    permitClass: opened.permitClass,
    partySize: visit.partySize,
    children: opened.children,
    alsoVisits: opened.also.map(({ place }, index) => ({
      residentName: known.alsoResidents?.[index]?.name ?? null,
      place,
    })),
    outcome: visit.outcome,
    rules: rulesInWords(parts, visit),
    facts: factsKept(parts, visit),
    phase: phaseInWords(parts, visit),
    escort: visit.outcome === 'escorted-route' ? (said.pack ?? pack).escort : null,
    callsStaff: opened.callsStaff,
    alternatives: [...(said.pack ?? pack).alternatives],
    ground: said.ground && { id: said.ground.id, text: said.ground.text },
    grounds: said.grounds.map(({ id, text }) => ({ id, text })),
    reasonOwed: owesReason(parts.db, visit.visitId),
    reasonGiven: visit.outcome === 'postpone' && !visit.undone ? visit.toldBy !== null : null,
    attemptedAt: opened.attemptedAt,
    arrived: visit.arrived,
    left: visit.left,
    receipt: opened.receipt,
    overridden: visit.overridden,
    undoable: undoableOf(parts, visit),
    undone: visit.undone,
  };
};

/** Null for what is no gift. */
export const giftRowOf = (parts: ReceptionParts, giftId: string): GiftRow | null => {
  const [received] = parts.protocol.history(giftId);
  if (received?.type !== 'gift.received') return null;
  const { visitorName, residentName } = knownOf(parts, giftId);
  return {
    giftId,
    kind: received.body.kind,
    label: received.body.label,
    visitorName: visitorName ?? null,
    residentName: residentName ?? null,
  };
};
