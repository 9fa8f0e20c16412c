import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { LETS_IN, OUTCOMES, type Outcome } from '../../shared/domain/outcome.ts';
import { dayIn } from '../../shared/domain/time.ts';
import { clockOf, momentOf } from '../components/staff/times.ts';
import { useSay } from '../components/staff/language.ts';
import type { ExpectedRow } from './doing.ts';

/** Names places in the language of the screen; one that is not known here by its id. */
export function usePlaceName(board: Board): (id: string) => string {
  const { say } = useSay();
  return (id) => {
    const place = board.places.find((candidate) => candidate.id === id);
    return place === undefined ? id : say(place.name);
  };
}

/** Whether only the resident limits visits there: then nothing that refuses may be on the screen (P8, S0:103-125). */
export const isPrivateHome = (board: Board, wardId: string): boolean =>
  board.wards.find(({ id }) => id === wardId)?.privateHome === true;

/** Somebody scanned, saw or wrote it down; otherwise it lies somewhere between, and no instant is shown for it. */
export const isCertain = ({ evidence }: NonNullable<VisitRow['left']>): boolean =>
  evidence === 'scanned' || evidence === 'seen-by-staff' || evidence === 'paper';

/** Names an instant: the time alone where it is today's. */
export function useWhen(board: Board): (at: string) => string {
  const { language } = useSay();
  const dayOf = (at: string) => dayIn(board.zone, Date.parse(at));
  return (at) =>
    dayOf(at) === dayOf(board.now) ? clockOf(at, language, board.zone) : momentOf(at, language, board.zone);
}

/** From when to when; an agreement from midnight to midnight is of the whole day. */
export function useHours(zone: string): (agreed: Pick<ExpectedRow, 'from' | 'to'>) => string {
  const { t, i18n } = useTranslation('staff');
  return (agreed) => {
    const [from, to] = [agreed.from, agreed.to].map((at) => clockOf(at, i18n.language, zone));
    return from === to ? t('board.allDay') : `${from}–${to}`;
  };
}

/** What staff may decide for a visit, other than what it is. */
export const choicesFor = (board: Board, visit: VisitRow): readonly Outcome[] =>
  OUTCOMES.filter(
    (outcome) =>
      outcome !== visit.outcome && (outcome === 'right-of-access') === isPrivateHome(board, visit.ward),
  );

/** The written reason may wait where somebody is let in, or met on a way of their own (F2, S2:181-197). */
export const reasonMayWait = (to: Outcome): boolean => LETS_IN.has(to) || to === 'escorted-route';

export function Party({ size, childCount = 0 }: { readonly size: number; readonly childCount?: number }) {
  const { t } = useTranslation('staff');
  const people = size === 1 ? t('board.alone') : t('board.party', { count: size });
  return <>{childCount === 0 ? people : `${people}, ${t('board.children', { count: childCount })}`}</>;
}

/** Whom a visit is to, in the order they are visited. */
export function Residents({
  board,
  visit,
}: {
  readonly board: Board;
  readonly visit: Pick<VisitRow | ExpectedRow, 'visitorName' | 'residentName' | 'alsoVisits'>;
}) {
  const { t } = useTranslation('staff');
  const placeName = usePlaceName(board);
  return (
    <>
      {visit.residentName ?? (visit.visitorName === null ? t('common.erased') : t('visit.none'))}
      {visit.alsoVisits.map(({ residentName, place }) => (
        <span key={place} className="staff-line">
          {t('board.also', { to: `${residentName ?? t('common.erased')}, ${placeName(place)}` })}
        </span>
      ))}
    </>
  );
}
