/** The exposure search: whom an index person met, and whom they met afterwards. Pure; where the stays come from is another's business. */
import { HOWS, meetingsOf, type How, type Meeting, type Reach } from './meetings.ts';
import { minutesInADay, type Span } from './spans.ts';
import { isIn, type Stay } from './stays.ts';

export interface TraceWish {
  /** Key of the index person. */
  readonly index: string;
  readonly window: Span;
  /** So many minutes together in any 24 hours count as exposed. */
  readonly minutes: number;
  readonly reach: Reach;
  /** 1: only whom the index person met. */
  readonly generations: 1 | 2;
}

/** One person's exposure to another. */
export interface Contact {
  readonly from: string;
  readonly to: string;
  readonly generation: 1 | 2;
  /** The closest way that lasted long enough; minutes are of this way and closer ones. */
  readonly how: How;
  readonly certainMinutes: number;
  readonly possibleMinutes: number;
  /** Certainly exposed, and to somebody who certainly was. */
  readonly isCertain: boolean;
  /** All times together, of this way and closer ones. */
  readonly meetings: readonly Meeting[];
}

/** Null: less than the minutes that count, however it is looked at. */
const contactOf = (meetings: readonly Meeting[], minutes: number) => {
  for (const how of HOWS) {
    const near = meetings.filter((meeting) => HOWS.indexOf(meeting.how) <= HOWS.indexOf(how));
    if (near.length === 0) continue;
    const possibleMinutes = minutesInADay(near.map(({ possible }) => possible));
    if (possibleMinutes < minutes) continue;
    const certainMinutes = minutesInADay(near.flatMap(({ certain }) => certain ?? []));
    return { how, certainMinutes, possibleMinutes, meetings: near };
  }
  return null;
};

/** From when on somebody may pass it on: the beginning of their first time together. */
const exposedFrom = ({ meetings }: Contact): number =>
  Math.min(...meetings.map(({ possible }) => possible.from));

export const trace = (stays: readonly Stay[], wish: TraceWish): Contact[] => {
  const { index, window, minutes, reach } = wish;
  const staysOf = peopleOf(stays);
  const contactsOf = (
    from: string,
    within: Span,
    how: { generation: 1 | 2; reach: Reach; fromIsCertain: boolean },
  ): Contact[] =>
    [...meetingsOf(from, staysOf.get(from) ?? [], stays, within, how.reach)].flatMap(([to, meetings]) => {
      const contact = contactOf(meetings, minutes);
      if (contact === null) return [];
      const isCertain = how.fromIsCertain && contact.certainMinutes >= minutes;
      return [{ from, to, generation: how.generation, isCertain, ...contact }];
    });

  const first = contactsOf(index, window, { generation: 1, reach, fromIsCertain: true });
  if (wish.generations === 1) return first;
  const known = new Set([index, ...first.map(({ to }) => to)]);
  // A corridor shared with somebody who shared a corridor would make the whole house exposed: only staff who ask for it get that.
  const nearer: Reach = reach === 'whole-ward' ? reach : 'same-place';
  const followed = first.filter(({ meetings }) => meetings.some(({ isWalled }) => !isWalled));
  const second = followed.flatMap((contact) =>
    contactsOf(
      contact.to,
      { from: exposedFrom(contact), to: window.to },
      { generation: 2, reach: nearer, fromIsCertain: contact.isCertain },
    ).filter(({ to }) => !known.has(to)),
  );
  return [...first, ...second];
};

const peopleOf = (stays: readonly Stay[]): Map<string, Stay[]> => {
  const people = new Map<string, Stay[]>();
  for (const stay of stays)
    for (const person of new Set([...stay.came, ...stay.residents])) {
      const known = people.get(person);
      if (known === undefined) people.set(person, [stay]);
      else known.push(stay);
    }
  return people;
};

/** Times of a person, for a line one can look at. */
export const staysOf = (stays: readonly Stay[], person: string): Stay[] =>
  stays.filter((stay) => isIn(stay, person));
