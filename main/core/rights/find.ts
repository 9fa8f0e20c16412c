/** Everything that is kept of one person, as far as this session opens it. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { About, AboutRow, FindWish } from '../../../shared/api/rights.ts';
import type { PersonalFields } from '../../../shared/domain/events.ts';
import type { DayKeyOpener } from '../protocol/types.ts';
import { isCalled } from '../tracing/index.ts';
import { keysAtHand } from './keys-at-hand.ts';
import type { RightsParts } from './parts.ts';
import { createRows, type Found } from './row.ts';

/** So many are shown: of a name that so many have, more is typed. */
const MOST_ROWS = 50;
/** Milliseconds of work between two turns of the event loop. */
const SLICE_MS = 8;

type As = AboutRow['as'][number];
const digits = (phone: string): string => phone.replace(/\D/g, '').replace(/^(?:00)?4[57](?=\d{8}$)/, '');

/** What a person was in these fields; none: it is about somebody else. */
const rolesOf = (by: FindWish['by'], fields: PersonalFields, companions: readonly string[]): As[] => {
  if (by.kind === 'receipt') return ['visitor'];
  if (by.kind === 'phone')
    return fields.phone !== undefined && digits(fields.phone) === digits(by.phone) ? ['visitor'] : [];
  const isMeant = (name: string | undefined): boolean => name !== undefined && isCalled(name, by.name);
  const residents = [fields.residentName, ...(fields.alsoResidents ?? []).map(({ name }) => name)];
  return [
    ...(isMeant(fields.visitorName) ? (['visitor'] as const) : []),
    ...(companions.some(isMeant) ? (['companion'] as const) : []),
    ...(residents.some(isMeant) ? (['resident'] as const) : []),
  ];
};

export const createFind = (parts: RightsParts) => {
  const { db, protocol } = parts;
  const rowOf = createRows(parts);
  const kept = db
    .prepare<[], string>(
      `SELECT visit_id FROM visit_key INDEXED BY visit_key_by_name WHERE wrapped IS NOT NULL
       UNION SELECT visit_id FROM held_key`,
    )
    .pluck();
  const idsOf = (by: FindWish['by']): string[] => {
    if (by.kind !== 'receipt') return kept.all();
    const visit = protocol.visitByReceipt(by.receipt);
    return visit === null ? [] : [visit.visitId];
  };

  return async (by: FindWish['by'], opener: DayKeyOpener | null): Promise<About> => {
    const keys = await keysAtHand(db, protocol.dayKeys, opener);
    const withKeys: DayKeyOpener = { open: (name) => Promise.resolve(keys.get(name) ?? null) };
    const found: Found[] = [];
    const unread = { erased: 0, closed: 0 };
    let began = performance.now();
    for (const visitId of idsOf(by)) {
      const fields = await protocol.personalWith(visitId, withKeys);
      const all = await protocol.everyCompanion(visitId, withKeys);
      if (typeof fields === 'string') unread[fields] += 1;
      else {
        const companions = typeof all === 'string' ? [] : all.map(({ name }) => name);
        const as = rolesOf(by, fields, companions);
        if (as.length > 0) found.push({ visitId, fields, companions, as });
      }
      if (performance.now() - began < SLICE_MS) continue;
      await nextTurn();
      began = performance.now();
    }
    const rows = protocol.dayKeys
      .lend(keys, () => found.map(rowOf))
      .flatMap((row) => row ?? [])
      .sort((one, other) => other.day.localeCompare(one.day));
    return {
      rows: rows.slice(0, MOST_ROWS),
      more: rows.length > MOST_ROWS,
      unopened: unread.erased + unread.closed,
      locked: unread.closed > 0 && opener === null,
    };
  };
};
