/** A case with its people, for the screen and for exports: read again from the visits it keeps, so that corrections since are in it. */
import type { Reach } from '../../../shared/api/tracing.ts';
import type { CaseData } from '../../../shared/domain/tracing.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { caseKey, descriptionOf, type CaseParts } from './cases.ts';
import { caseOf, staffName, type CaseStored } from './case-list.ts';
import { foundIn } from './found.ts';
import { withNames } from './names.ts';
import type { Looker } from './look-ups.ts';
import { presencesFound } from './presences-found.ts';
import { isRefused, refused, type Refused } from './refusal.ts';
import { searchAmong } from './search.ts';
import type { Span } from './spans.ts';

/** From the first instant to the last that was searched in the case. */
const windowOf = ({ db }: CaseParts, { caseId, openedBy, opened }: CaseStored): Span => {
  const later = db
    .prepare<[string, number], { from: string; to: string }>(
      `SELECT body ->> '$.from' AS "from", body ->> '$.to' AS "to" FROM event
       WHERE visit_id IS NULL AND type = 'tracing.looked-up' AND body ->> '$.caseId' = ? AND body ->> '$.what' = 'exposure' AND seq > ?`,
    )
    .all(caseId, openedBy);
  return {
    from: Math.min(...[opened, ...later].map(({ from }) => Date.parse(from))),
    to: Math.max(...[opened, ...later].map(({ to }) => Date.parse(to))),
  };
};

export interface CaseOpenedData {
  readonly data: CaseData;
  readonly reach: Reach;
  readonly locked: boolean;
}

/** `days-locked` where this session does not open the case, `case-closed` where there is nothing left to open. */
export const readCase = async (
  parts: CaseParts,
  caseId: string,
  opener: Looker['opener'],
): Promise<CaseOpenedData | Refused> => {
  const { db, protocol, settings } = parts;
  const stored = caseOf(db, caseId);
  if (stored === null) return refused('no-such-case');
  if (stored.closed !== null) return refused('case-closed');
  const key = await caseKey(parts, caseId, opener);
  const description = key && descriptionOf(stored, key);
  if (description === null) return refused('days-locked');
  const { note, ...asked } = description;
  const { purpose, minutes } = stored.opened;
  const window = windowOf(parts, stored);
  const { index } = description;
  const visitId =
    index.kind === 'receipt'
      ? (protocol.visitByReceipt(index.receipt)?.visitId ?? null)
      : index.kind === 'person'
        ? index.visitId
        : null;
  const presences = presencesFound(db);
  const rows = stored.held
    .flatMap((held) => presences.ofVisit(held))
    .filter((row) => row.starts_earliest < window.to && (row.ends_latest ?? Infinity) > window.from);
  const searched = await searchAmong(
    parts,
    { wish: { ...asked, purpose, minutes, window: null }, window, visitId },
    rows,
    opener,
  );
  if (isRefused(searched)) return searched;
  const found = foundIn(parts, searched);
  const { institution } = settings;
  return {
    reach: description.reach,
    locked: searched.locked,
    data: {
      caseId,
      openedAt: stored.openedAt,
      openedBy: staffName(db, stored.openedActor),
      closedAt: null,
      purpose,
      note,
      index: found.index,
      symptomsFrom: description.symptomsFrom,
      window: { from: toInstant(window.from), to: toInstant(window.to) },
      minutes,
      institution: {
        id: institution.id,
        name: institution.name,
        zone: institution.zone,
        jurisdiction: institution.jurisdiction,
      },
      wards: settings.wards.map(({ id, name }) => ({ id, name })),
      places: settings.places.map(({ id, name }) => ({ id, name: name[institution.language] })),
      people: withNames(found, searched.visits, index),
      visits: [...found.visits],
      exposures: [...found.exposures],
      unopened: found.unopened,
    },
  };
};

/** What exports take. */
export const caseData = async (
  parts: CaseParts,
  caseId: string,
  opener: Looker['opener'],
): Promise<CaseData | Refused> => {
  const opened = await readCase(parts, caseId, opener);
  return isRefused(opened) ? opened : opened.data;
};
