import type { VisitRow } from '../../../shared/api/staff.ts';
import { tidySpokenCode } from '../../../shared/domain/ids.ts';
import { expectedBookings, expectedRowOf, type ExpectedRow } from './expected.ts';
import { folded } from './folded.ts';
import type { ReceptionParts } from './parts.ts';
import { visitRow } from './rows.ts';

/** Whether every word that is asked for stands in one of the texts, or the whole is the beginning of one of the spoken codes. */
const matches = (asked: string, texts: readonly (string | null)[], codes: readonly string[]): boolean => {
  const words = folded(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return false;
  const code = tidySpokenCode(asked);
  const all = texts.map((text) => folded(text ?? '')).join('\n');
  return (
    words.every((word) => all.includes(word)) ||
    (code.length >= 3 && codes.some((candidate) => candidate.startsWith(code)))
  );
};

/** Expected today, and whoever waits or is inside: by part of a name (visitor, companion, resident), word code or receipt. */
export const lookup = (
  parts: ReceptionParts,
  asked: string,
): { expected: ExpectedRow[]; visits: VisitRow[] } => ({
  expected: expectedBookings(parts)
    .filter((booking) => {
      const row = expectedRowOf(booking);
      return matches(asked, [row.visitorName, row.residentName, ...row.companions], [booking.wordCode]);
    })
    .map(expectedRowOf),
  visits: parts.protocol
    .openVisits()
    .map((visit) => ({ row: visitRow(parts, visit), bookingId: visit.opened.bookingId }))
    .filter(({ row, bookingId }) => {
      const wordCode = bookingId === null ? undefined : parts.bookings.byId(bookingId)?.wordCode;
      return matches(
        asked,
        [row.visitorName, row.residentName, ...row.companions],
        [row.receipt, ...(wordCode === undefined ? [] : [wordCode])],
      );
    })
    .map(({ row }) => row),
});
