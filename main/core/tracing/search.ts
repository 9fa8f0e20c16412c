/** An exposure search from what was asked to what was found. Writes nothing: who looked, and why, is the desk's to say. */
import type { SearchWish } from '../../../shared/api/tracing.ts';
import type { DayKeyOpener } from '../protocol/types.ts';
import type { PresenceRecord } from '../protocol/presences.ts';
import { openPeople } from './opened.ts';
import type { TracingParts } from './parts.ts';
import { peopleOf, type People, type VisitPeople } from './people.ts';
import { presencesFound } from './presences-found.ts';
import { isRefused, refused, type Refused } from './refusal.ts';
import { spanOf, type Span } from './spans.ts';
import { timesOf, type Stay } from './stays.ts';
import { trace, type Contact } from './trace.ts';
import { windowOf } from './window.ts';

/** The key of a member of staff in a search: visits have none. */
export const STAFF_KEY = 'staff';

export interface Searched {
  readonly wish: SearchWish;
  readonly window: Span;
  /** Key of the index person among the people, or {@link STAFF_KEY}. */
  readonly index: string;
  readonly contacts: readonly Contact[];
  /** All times inside within the window. */
  readonly stays: readonly Stay[];
  readonly visits: ReadonlyMap<string, VisitPeople>;
  readonly people: People;
  /** Some of what lies in the window does not open in this session, though its keys are there. */
  readonly locked: boolean;
}

/** The visit that the wish names; null where it names none. */
const visitAsked = ({ protocol }: TracingParts, { index }: SearchWish): string | null | Refused => {
  if (index.kind === 'staff' || index.kind === 'resident') return null;
  const visit =
    index.kind === 'receipt' ? protocol.visitByReceipt(index.receipt) : protocol.visit(index.visitId);
  if (visit === null) return refused('no-such-visit');
  return visit.arrived === null && visit.legs.length === 0 ? refused('never-arrived') : visit.visitId;
};

const indexKey = (
  { index }: SearchWish,
  asked: string | null,
  { parties, resident }: People,
): string | null => {
  if (index.kind === 'staff') return STAFF_KEY;
  if (index.kind === 'resident') return resident(index.id);
  const party = parties.get(asked ?? '');
  if (index.kind === 'receipt') return party?.visitor ?? null;
  return party?.at(index.as, index.at) ?? null;
};

const staysOf = (
  { settings }: TracingParts,
  rows: readonly PresenceRecord[],
  { parties }: People,
  visits: ReadonlyMap<string, VisitPeople>,
  now: number,
): Stay[] => {
  const kinds = new Map(settings.places.map(({ id, kind }) => [id, kind]));
  // A place that the settings no longer name may have been a room of somebody's own.
  const isPrivate = (place: string): boolean => {
    const kind = kinds.get(place);
    return kind === undefined || kind === 'own-room' || kind === 'home';
  };
  return rows.flatMap((row) => {
    const times = timesOf(row, now);
    if (times === null) return [];
    const party = parties.get(row.visit_id);
    const stay = (place: Pick<Stay, 'ward'> & { place: string }, certain: Span | null): Stay => ({
      ...times,
      certain,
      visitId: row.visit_id,
      leg: row.leg,
      ward: place.ward,
      place: place.place,
      isPrivate: isPrivate(place.place),
      came: party?.came ?? [],
      residents: party?.residents ?? [],
    });
    // When the party went on to the next resident nobody wrote down: there they may have been at any time.
    const also = visits.get(row.visit_id)?.also ?? [];
    return [stay(row, times.certain), ...also.map((place) => stay(place, null))];
  });
};

const shiftOf = ({ index }: SearchWish, now: number): Stay[] => {
  if (index.kind !== 'staff') return [];
  const span = spanOf(Date.parse(index.from), Math.min(Date.parse(index.to), now));
  if (span === null) return [];
  const { ward } = index;
  return [
    {
      visitId: null,
      leg: 0,
      ward,
      place: null,
      isPrivate: false,
      certain: span,
      possible: span,
      came: [STAFF_KEY],
      residents: [],
    },
  ];
};

export interface Asked {
  readonly wish: SearchWish;
  readonly window: Span;
  /** The visit that the wish names; null where it names none. */
  readonly visitId: string | null;
}

/** What is to be searched, or why it cannot be. */
export const askedBy = (parts: TracingParts, wish: SearchWish): Asked | Refused => {
  const window = windowOf(wish, parts.settings, Date.parse(parts.protocol.now()));
  if (isRefused(window)) return window;
  const asked = visitAsked(parts, wish);
  return asked !== null && typeof asked !== 'string' ? asked : { wish, window, visitId: asked };
};

/**
 * People are known by name alone, and the names are sealed: those of the visits in the window are opened in memory, to see who is whom.
 * Only what is found is shown.
 */
export const searchAmong = async (
  parts: TracingParts,
  { wish, window, visitId }: Asked,
  rows: readonly PresenceRecord[],
  opener: DayKeyOpener | null,
): Promise<Searched | Refused> => {
  const now = Date.parse(parts.protocol.now());
  const ids = [...(visitId === null ? [] : [visitId]), ...rows.map(({ visit_id }) => visit_id)];
  const opened = await openPeople(parts, [...new Set(ids)], opener);
  const people = peopleOf(opened);
  const index = indexKey(wish, visitId, people);
  if (index === null) return refused('no-such-person');
  const visits = new Map(opened.map((one) => [one.visitId, one]));
  const stays = [...staysOf(parts, rows, people, visits, now), ...shiftOf(wish, now)];
  const { minutes, reach, generations } = wish;
  return {
    wish,
    window,
    index,
    contacts: trace(stays, { index, window, minutes, reach, generations }),
    stays,
    visits,
    people,
    locked: opened.some(({ personal }) => personal === 'closed'),
  };
};

export const search = async (
  parts: TracingParts,
  wish: SearchWish,
  opener: DayKeyOpener | null,
): Promise<Searched | Refused> => {
  const asked = askedBy(parts, wish);
  if (isRefused(asked)) return asked;
  return searchAmong(parts, asked, presencesFound(parts.db).inWindow(asked.window), opener);
};
