/** What is typed from a row of paper, and what is sent of it. */
import type { walkInClass } from '../../shared/api/staff.ts';
import { type Board, type LateRow } from '../../shared/api/staff.ts';
import { personName, phone } from '../../shared/domain/booking.ts';
import { addDays, dayIn } from '../../shared/domain/time.ts';
import { atMoment } from '../components/staff/times.ts';

export type LateClass = (typeof walkInClass.options)[number];

export interface Typed {
  readonly rowCode: string;
  readonly bookingId: string | null;
  readonly day: string;
  readonly visitorName: string;
  readonly phone: string;
  /** With commas between. */
  readonly companions: string;
  readonly residentName: string;
  readonly place: string;
  readonly permitClass: LateClass;
  readonly came: string;
  readonly left: string;
  readonly stillHere: boolean;
}

export const firstRow = (board: Board): Typed => ({
  rowCode: '',
  bookingId: null,
  day: dayIn(board.zone, Date.parse(board.now)),
  visitorName: '',
  phone: '',
  companions: '',
  residentName: '',
  place: board.places[0]?.id ?? '',
  permitClass: 'ordinary',
  came: '',
  left: '',
  stillHere: false,
});

/** The sheet goes on: the same day and place, the next row. */
export const nextRow = (board: Board, before: Typed): Typed => {
  const [, code, number] = /^(.+)-(\d{1,3})$/.exec(before.rowCode.trim().toUpperCase()) ?? [];
  return {
    ...firstRow(board),
    day: before.day,
    place: before.place,
    rowCode: code === undefined ? '' : `${code}-${Number(number) + 1}`,
  };
};

const LONGEST_DAYS = 10;
/** Days that a row may be of: the newest first. */
export const lateDays = (board: Board): string[] => {
  const today = dayIn(board.zone, Date.parse(board.now));
  return Array.from({ length: LONGEST_DAYS + 1 }, (_, before) => addDays(today, -before));
};

const namesIn = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Which field is not right yet. */
export type Wrong = 'rowCode' | 'visitorName' | 'phone' | 'companions' | 'residentName' | 'came' | 'left';

/** What is sent, or the first field that cannot be right yet. */
export const rowOf = (typed: Typed, zone: string, attempt: string): Wrong | LateRow => {
  const at = (time: string) => (time.trim() === '' ? null : (atMoment(typed.day, time, zone) ?? undefined));
  const rowCode = typed.rowCode.trim().toUpperCase();
  const [arrivedAt, leftAt] = [at(typed.came), typed.stillHere ? null : at(typed.left)];
  const [number, resident] = [typed.phone.trim(), typed.residentName.trim()];
  const companions = namesIn(typed.companions);
  if (rowCode !== '' && !/^[A-Z0-9]{2,6}-\d{1,3}$/.test(rowCode)) return 'rowCode';
  if (!personName.safeParse(typed.visitorName).success) return 'visitorName';
  if (number !== '' && !phone.safeParse(number).success) return 'phone';
  if (companions.length > 9 || companions.some((name) => !personName.safeParse(name).success))
    return 'companions';
  if (resident !== '' && !personName.safeParse(resident).success) return 'residentName';
  if (arrivedAt === undefined) return 'came';
  if (leftAt === undefined) return 'left';
  return {
    attempt,
    rowCode: rowCode === '' ? null : rowCode,
    bookingId: typed.bookingId,
    day: typed.day,
    visitorName: typed.visitorName.trim(),
    phone: number === '' ? null : number,
    companions,
    residentName: resident === '' ? null : resident,
    place: typed.place,
    permitClass: typed.permitClass,
    arrivedAt,
    leftAt,
    stillHere: typed.stillHere,
  };
};
