import type { Slip } from '../../../shared/api/staff.ts';
import { saidOf } from '../checkin/said.ts';
import type { Protocol, Visit } from '../protocol/types.ts';
import type { ReceptionParts } from './parts.ts';
import { done, refused, type Outcome } from './refusal.ts';

/** Who wrote an event, by the name of their account; null where it is no member of staff, or the account is gone. */
export const staffWhoWrote = (
  { db, protocol }: { db: ReceptionParts['db']; protocol: Pick<Protocol, 'history'> },
  visitId: string,
  seq: number | null,
): string | null => {
  const actor = protocol.history(visitId).find((event) => event.seq === seq)?.actor ?? '';
  if (!actor.startsWith('staff:')) return null;
  return (
    db
      .prepare<[string], string>('SELECT name FROM staff WHERE id = ?')
      .pluck()
      .get(actor.slice('staff:'.length)) ?? null
  );
};

const reasonOf = (protocol: Protocol, { toldBy }: Visit): string | null => {
  if (toldBy === null) return null;
  const sealed = protocol.personalOfEvent(toldBy);
  return typeof sealed === 'string' ? null : (sealed.reasonText ?? null);
};

/** What is printed for whoever was told no: why, on which ground, when instead, whom to ring, how to complain (F1, F3, D7). */
export const slip = (parts: ReceptionParts, visitId: string): Outcome<Slip> => {
  const { protocol, settings, rulebook } = parts;
  const visit = protocol.visit(visitId);
  if (visit === null) return refused('no-such-visit');
  if (visit.outcome !== 'postpone') return refused('no-reason-owed');
  const said = saidOf(visit, parts);
  const personal = protocol.personal(visitId);
  return done({
    institution: settings.institution.name,
    date: visit.opened.attemptedAt,
    zone: settings.institution.zone,
    visitorName: typeof personal === 'string' ? null : (personal.visitorName ?? null),
    receipt: visit.opened.receipt,
    reason: reasonOf(protocol, visit),
    texts: [...said.texts],
    ground: said.ground && { text: said.ground.text, citation: said.ground.citation },
    citations: visit.overridden ? [] : visit.opened.citations,
    newTime: said.told?.newTime ?? null,
    alternatives: said.alternatives.map(({ text }) => text),
    contacts: [...said.contacts],
    receptionPhone: settings.phones.reception,
    complaint: said.complaint ?? rulebook.rules().pack.complaint,
    givenBy: staffWhoWrote(parts, visitId, visit.toldBy),
  });
};
