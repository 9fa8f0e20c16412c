/** Which places of a form are enabled: R4's enableWhen with R5's clarified text. */
import { allOf, anyOf, holds, type Truth } from './conditions.ts';
import { isAsked, isGroup, isInRepeating, wayTo, type Form, type FormItem } from './form.ts';
import { pathOf, valuesOf, type Level, type Place, type Placed } from './place.ts';

interface Source {
  readonly place: Place;
  /** The one answer that is meant, of a question that repeats; null: all of them. */
  readonly slot: number | null;
}

const isAbove = (above: FormItem, item: FormItem): boolean =>
  item.parent !== null && (item.parent === above || isAbove(above, item.parent));

/** Every occurrence of a question under a level, in the order of the paper. */
const occurrences = (level: Level, question: FormItem): readonly Place[] => {
  const way = wayTo(question);
  const from = level.owner === null ? 0 : way.indexOf(level.owner.item) + 1;
  const [first, ...rest] = way.slice(from);
  let found = first === undefined ? [] : (level.byItem.get(first) ?? []);
  for (const item of rest)
    found = found.flatMap((place) => place.levels.flatMap(({ byItem }) => byItem.get(item) ?? []));
  return found;
};

/**
 * R5: «the nearest question occurrence reachable by tracing first the "ancestor" axis and then the "preceding" axis and then the
 * "following" axis». So upwards to the first place that is the question or has it: there the last one before, else the first one
 * after. Under one answer of a repeating question that answer is meant. Null: unknown, or under the item itself, out of reach.
 */
const nearest = (form: Form, from: Place, linkId: string): Source | null => {
  const question = form.byLinkId.get(linkId);
  if (question === undefined || !isAsked(question)) return null;
  if (question === from.item || isAbove(from.item, question)) return null;
  let { level } = from;
  while (level.owner !== null && !isAbove(level.owner.item, question)) {
    if (level.owner.item === question) return { place: level.owner, slot: level.slot };
    ({ level } = level.owner);
  }
  const found = occurrences(level, question);
  const place = question.index < from.item.index ? found.at(-1) : found[0];
  return place === undefined ? null : { place, slot: null };
};

export interface Enablement {
  readonly isOn: (place: Place) => boolean;
  /** On because a comparison has no answer: R5 has such items enabled, with a warning. */
  readonly isDoubtful: (place: Place) => boolean;
}

/** What the conditions of a place hang on: the place it stands in, and the nearest occurrence of each question. */
interface Needs {
  readonly owner: Place | null;
  readonly sources: readonly (Source | null)[];
}

/** Rounds after which conditions in a circle are taken not to come to rest. */
const MAX_ROUNDS = 100;

/**
 * A disabled item counts as unanswered, whatever stands there, and disables all under it. Where conditions do not go in circles there
 * is exactly one such state. In a circle (the door refuses those) it is the one that is reached in the order of the paper, with
 * nothing enabled to begin with; what does not come to rest is disabled. Never throws.
 */
export const enablement = (all: Placed): Enablement => {
  const needs = new Map<Place, Needs>();
  for (const place of all.places)
    needs.set(place, {
      owner: place.level.owner,
      sources: place.item.conditions.map(({ question }) => nearest(all.form, place, question)),
    });
  const truths = new Map<Place, Truth>();
  const isOn = (place: Place): boolean => (truths.get(place) ?? false) !== false;
  const truthOf = (place: Place): Truth => {
    const { owner, sources } = needs.get(place) ?? { owner: null, sources: [] };
    if (owner !== null && !isOn(owner)) return false;
    const { conditions, any } = place.item;
    if (conditions.length === 0) return true;
    const found = conditions.map((condition, at): Truth => {
      const source = sources[at] ?? null;
      return holds(
        condition,
        source !== null && isOn(source.place) ? valuesOf(source.place, source.slot) : [],
      );
    });
    return any ? anyOf(found) : allOf(found);
  };
  if (!settled(all.places, needs, (place) => truths.set(place, truthOf(place)))) {
    truths.clear();
    let restless: Place[] = [];
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      restless = all.places.filter((place) => {
        const [before, now] = [truths.get(place) ?? false, truthOf(place)];
        truths.set(place, now);
        return before !== now;
      });
      if (restless.length === 0) break;
    }
    for (const place of restless) truths.set(place, false);
  }
  return { isOn, isDoubtful: (place) => truths.get(place) === 'unknown' };
};

/** Settles every place after all that it needs; false when there is a circle. */
const settled = (
  places: readonly Place[],
  needs: ReadonlyMap<Place, Needs>,
  settle: (place: Place) => void,
): boolean => {
  const begun = new Set<Place>();
  const done = new Set<Place>();
  const neededBy = (place: Place): Place[] => {
    const { owner, sources } = needs.get(place) ?? { owner: null, sources: [] };
    return [owner, ...sources.map((source) => source?.place ?? null)].filter((each) => each !== null);
  };
  for (const place of places) {
    // A stack of our own: conditions may hang on one another in a chain longer than the machine's.
    const stack = [place];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      begun.add(top);
      const next = done.has(top) ? undefined : neededBy(top).find((each) => !done.has(each));
      if (next !== undefined) {
        if (begun.has(next)) return false;
        stack.push(next);
        continue;
      }
      if (!done.has(top)) settle(top);
      done.add(top);
      stack.pop();
    }
  }
  return true;
};

/** An item outside of what repeats by its linkId; an occurrence with its path. */
export type EnabledItem = string | { readonly linkId: string; readonly path: string };

export const isOccurrence = (item: FormItem): boolean =>
  isInRepeating(item) || (isGroup(item) && item.repeats);

/** The enabled items in the order of the paper. */
export const enabledItems = (all: Placed): EnabledItem[] => {
  const { isOn } = enablement(all);
  return all.places
    .filter(isOn)
    .map((place) =>
      isOccurrence(place.item) ? { linkId: place.item.linkId, path: pathOf(place) } : place.item.linkId,
    );
};
