import type { Evacuation } from '../../../shared/api/staff.ts';
import { faultOf } from '../api/errors.ts';
import type { Log } from '../ports.ts';
import type { Visit } from '../protocol/types.ts';
import { residentsOut } from './outings.ts';
import type { ReceptionParts } from './parts.ts';

type Row = Evacuation['inside'][number];
type Parts = Pick<ReceptionParts, 'protocol' | 'settings'>;

/** Who is in the house and which residents are out, at any moment. */
export interface EvacuationList {
  /** As of now; where the database cannot be read, as of the last commit, and says so. */
  now(): Evacuation;
}

/** It stands also where names are erased or can no longer be read. */
const rowOf = ({ protocol }: Parts, visit: Visit): Row => {
  const personal = protocol.personal(visit.visitId);
  const known = typeof personal === 'string' ? {} : personal;
  return {
    visitorName: known.visitorName ?? null,
    companions: (known.companions ?? []).map((companion) => companion.name),
    partySize: visit.partySize,
    residentName: known.residentName ?? null,
    ward: visit.ward,
    place: visit.place,
    since: visit.arrived?.at ?? visit.opened.attemptedAt,
    receipt: visit.opened.receipt,
  };
};

/** Kept in memory, names too, and read again after each commit: a fire does not wait for a disk. */
export const createEvacuation = (parts: Parts & { readonly log: Log }): EvacuationList => {
  const { protocol, settings, log } = parts;
  const { name, zone } = settings.institution;
  const read = (): Evacuation => ({
    now: protocol.now(),
    fromMemory: false,
    institution: name,
    zone,
    inside: protocol
      .openVisits()
      .filter(({ state }) => state === 'inside')
      .map((visit) => rowOf(parts, visit)),
    out: residentsOut(parts),
  });

  let kept = read();
  const refreshed = (): Evacuation => {
    try {
      kept = read();
      return kept;
    } catch (thrown) {
      log.write({
        event: 'evacuation-from-memory',
        error: thrown instanceof Error ? faultOf(thrown) : 'unknown',
      });
      return { ...kept, fromMemory: true };
    }
  };
  let isDue = false;
  // After the commit's answer has gone out, and once for many.
  protocol.changes.listen(() => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      refreshed();
    });
  });
  return { now: refreshed };
};
