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

/**
 * A disabled item counts as unanswered, whatever stands there, and disables all under it. Where conditions do not go in circles there
 * is exactly one such state; in a circle (the linter refuses it) an item counts as disabled while it hangs on itself. Never throws.
 */
export const enablement = ({ form, places }: Placed): Enablement => {
  const known = new Map<Place, boolean>();
  const doubtful = new Set<Place>();
  const sources = new Map<Place, readonly (Source | null)[]>();
  const sourcesOf = (place: Place): readonly (Source | null)[] => {
    const before = sources.get(place);
    if (before !== undefined) return before;
    const found = place.item.conditions.map(({ question }) => nearest(form, place, question));
    sources.set(place, found);
    return found;
  };
  const neededBy = (place: Place): Place[] => [
    ...(place.level.owner === null ? [] : [place.level.owner]),
    ...sourcesOf(place).flatMap((source) => (source === null ? [] : [source.place])),
  ];
  const truthOf = (place: Place): Truth => {
    const { item, level } = place;
    if (level.owner !== null && known.get(level.owner) !== true) return false;
    if (item.conditions.length === 0) return true;
    const truths = sourcesOf(place).map((source, at): Truth => {
      const condition = item.conditions[at];
      if (condition === undefined) return false;
      const isThere = source !== null && known.get(source.place) === true;
      return holds(condition, isThere ? valuesOf(source.place, source.slot) : []);
    });
    return item.any ? anyOf(truths) : allOf(truths);
  };
  const begun = new Set<Place>();
  for (const place of places) {
    // A stack of our own: conditions may hang on one another in a chain longer than the machine's.
    const stack = [place];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      begun.add(top);
      const next = known.has(top) ? undefined : neededBy(top).find((each) => !begun.has(each));
      if (next !== undefined) {
        stack.push(next);
        continue;
      }
      if (!known.has(top)) {
        const truth = truthOf(top);
        known.set(top, truth !== false);
        if (truth === 'unknown') doubtful.add(top);
      }
      stack.pop();
    }
  }
  return { isOn: (place) => known.get(place) === true, isDoubtful: (place) => doubtful.has(place) };
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
