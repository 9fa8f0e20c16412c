/**
 * Where the answers of a response stand in a form: one place for each item, and for each occurrence of what repeats. Where nothing was
 * answered there is a place all the same, the first occurrence too: what is asked does not hang on what a response leaves out.
 */
import { isAsked, isGroup, leastOf, type Form, type FormItem } from './form.ts';
import { isObject, listAt, prop, type Json } from './json.ts';
import { isBlank, valuesIn, type Value } from './value.ts';

/** Deeper nesting than any response at the door has; keeps hostile input from exhausting the machine. */
export const MAX_DEPTH = 16;

/** More than anybody is asked to give at a door. */
const MAX_ASKED = 20;

export interface Given {
  readonly raw: unknown;
  /** Undefined where there is none, or only blanks, or more than one. */
  readonly value: Value | undefined;
  readonly isMalformed: boolean;
}

/** The places directly under a place (or at the top), under one of its answers where it is a question that repeats. */
export interface Level {
  readonly owner: Place | null;
  /** Which answer of a repeating question. */
  readonly slot: number | null;
  readonly byItem: Map<FormItem, Place[]>;
}

export interface Place {
  readonly item: FormItem;
  readonly level: Level;
  /** Which occurrence of a repeating group. */
  readonly at: number | null;
  /** The response's items that stand here; none where nothing was answered. */
  readonly raws: readonly Json[];
  readonly answers: readonly Given[];
  /** What is under it: once, or once for each answer of a repeating question. */
  readonly levels: Level[];
}

export type MisfitCode =
  'unknown-item' | 'misplaced-item' | 'missing-link-id' | 'malformed' | 'wrong-order' | 'too-many';
export interface Misfit {
  readonly code: MisfitCode;
  readonly linkId: string;
  readonly path: string;
}

export interface Placed {
  readonly form: Form;
  readonly loose: boolean;
  readonly root: Level;
  /** In the order of the paper. */
  readonly places: readonly Place[];
  readonly misfits: readonly Misfit[];
}

export interface Placing {
  /** As the door's screen sends them: flat, or nested anywhere; only in what repeats they must stand where they belong. */
  readonly loose: boolean;
  /** Hidden and read-only questions have their initial value, whatever was sent. */
  readonly fixed: boolean;
}

export const pathOf = ({ item, level, at }: Place): string => {
  const above =
    level.owner === null ? '' : `${pathOf(level.owner)}${level.slot === null ? '' : `[${level.slot}]`}/`;
  return `${above}${item.linkId}${at === null ? '' : `[${at}]`}`;
};

/** As `pathOf`, without what does not repeat: how the door names a place. */
export const doorPath = (place: Place): string => {
  const above: string[] = [];
  for (let { level } = place; level.owner !== null; { level } = level.owner)
    if (level.owner.at !== null) above.unshift(`${level.owner.item.linkId}[${level.owner.at}]/`);
    else if (level.slot !== null) above.unshift(`${level.owner.item.linkId}[${level.slot}]/`);
  return `${above.join('')}${place.item.linkId}${place.at === null ? '' : `[${place.at}]`}`;
};

const given = (raw: unknown): Given => {
  if (!isObject(raw)) return { raw, value: undefined, isMalformed: true };
  const values = valuesIn(raw, 'value');
  const [value] = values;
  const isOne = values.length === 1 && value !== undefined && !isBlank(value);
  return { raw, value: isOne ? value : undefined, isMalformed: values.length > 1 };
};

export const valuesOf = (place: Place, slot: number | null = null): Value[] =>
  (slot === null ? place.answers : place.answers.slice(slot, slot + 1)).flatMap(({ value }) =>
    value === undefined ? [] : [value],
  );

/** The innermost repeating item above. */
const repeaterAbove = ({ parent }: FormItem): FormItem | null =>
  parent === null || parent.repeats ? parent : repeaterAbove(parent);

const isList = (holder: Json, key: string): boolean => {
  const value = prop(holder, key);
  return value === undefined || value === null || Array.isArray(value);
};
const itemsUnderAnswers = (raw: Json): unknown[] =>
  listAt(raw, 'answer').flatMap((answer) => [...listAt(answer, 'item')]);

type Found = ReadonlyMap<FormItem, readonly Json[]>;
const keep = (found: Map<FormItem, Json[]>, item: FormItem, raw: Json): void => {
  const before = found.get(item);
  if (before === undefined) found.set(item, [raw]);
  else before.push(raw);
};

export const placed = (form: Form, items: readonly unknown[], { loose, fixed }: Placing): Placed => {
  const places: Place[] = [];
  const misfits: Misfit[] = [];

  const linkIdOf = (raw: unknown, where: string): string | null => {
    if (!isObject(raw)) {
      misfits.push({ code: 'malformed', linkId: '', path: where });
      return null;
    }
    const linkId = prop(raw, 'linkId');
    if (typeof linkId === 'string' && linkId.trim() !== '') return linkId;
    misfits.push({ code: 'missing-link-id', linkId: '', path: where });
    return null;
  };
  const report = (code: MisfitCode, linkId: string, where: string) =>
    misfits.push({ code, linkId, path: where === '' ? linkId : `${where}/${linkId}` });
  const reportShape = (raw: Json, linkId: string, where: string) => {
    if (!isList(raw, 'answer') || !isList(raw, 'item')) report('malformed', linkId, where);
  };

  /** FHIR's way: an item stands directly under the one it belongs to, in the order of the paper. */
  const gathered = (list: readonly unknown[], parent: FormItem | null, where: string): Found => {
    const found = new Map<FormItem, Json[]>();
    if (list.length === 0) return found;
    const mine = new Map((parent?.items ?? form.items).map((item) => [item.linkId, item]));
    let last = -1;
    for (const raw of list) {
      const linkId = linkIdOf(raw, where);
      if (linkId === null || !isObject(raw)) continue;
      const item = mine.get(linkId);
      if (item === undefined) {
        report(form.byLinkId.has(linkId) ? 'misplaced-item' : 'unknown-item', linkId, where);
        continue;
      }
      reportShape(raw, linkId, where);
      if (item.index < last) report('wrong-order', linkId, where);
      last = Math.max(last, item.index);
      keep(found, item, raw);
    }
    return found;
  };

  /** All of it that belongs to this occurrence, wherever it stands. */
  const pooled = (list: readonly unknown[], repeater: FormItem | null, where: string): Found => {
    const found = new Map<FormItem, Json[]>();
    const queue = list.map((raw) => ({ raw, depth: 0 }));
    // The queue grows while it is walked.
    for (const { raw, depth } of queue) {
      const linkId = linkIdOf(raw, where);
      if (linkId === null || !isObject(raw)) continue;
      const item = form.byLinkId.get(linkId);
      if (item === undefined || depth > MAX_DEPTH) {
        report('unknown-item', linkId, where);
        if (depth > MAX_DEPTH) continue;
      } else if (repeaterAbove(item) !== repeater) report('misplaced-item', linkId, where);
      else {
        reportShape(raw, linkId, where);
        keep(found, item, raw);
      }
      if (item?.repeats && repeaterAbove(item) === repeater) continue;
      for (const below of [...listAt(raw, 'item'), ...itemsUnderAnswers(raw)])
        queue.push({ raw: below, depth: depth + 1 });
    }
    return found;
  };

  const level = (
    siblings: readonly FormItem[],
    owner: Place | null,
    slot: number | null,
    found: Found,
  ): Level => {
    const made: Level = { owner, slot, byItem: new Map() };
    owner?.levels.push(made);
    for (const item of siblings) {
      const here: Place[] = [];
      made.byItem.set(item, here);
      const raws = found.get(item) ?? [];
      // At the door, as many as there must be are asked without «one more?».
      const begun = loose ? Math.min(leastOf(item), MAX_ASKED) : 1;
      const occurrences = isGroup(item) && item.repeats ? Math.max(1, begun, raws.length) : 1;
      for (let at = 0; at < occurrences; at += 1) {
        const isRepeated = isGroup(item) && item.repeats;
        const mine = isRepeated ? raws.slice(at, at + 1) : raws;
        const place: Place = {
          item,
          level: made,
          at: isRepeated ? at : null,
          raws: mine,
          answers: answersOf(item, mine),
          levels: [],
        };
        here.push(place);
        places.push(place);
        below(place, found);
      }
    }
    return made;
  };

  const answersOf = (item: FormItem, raws: readonly Json[]): Given[] => {
    const isFixed = fixed && isAsked(item) && (item.hidden || item.readOnly) && item.initial.length > 0;
    return (isFixed ? item.initialRaw : raws.flatMap((raw) => [...listAt(raw, 'answer')])).map(given);
  };

  const below = (place: Place, outer: Found): void => {
    const { item, raws, answers } = place;
    const where = pathOf(place);
    const isShared = loose && !item.repeats;
    if (isGroup(item) || !isAsked(item)) {
      // A second copy of a group that does not repeat is named, and left aside.
      if (!item.repeats && raws.length > 1)
        misfits.push({ code: 'too-many', linkId: item.linkId, path: where });
      const list = raws.slice(0, 1).flatMap((raw) => [...listAt(raw, 'item')]);
      const inside = loose ? pooled : gathered;
      level(item.items, place, null, isShared ? outer : inside(list, item, where));
      return;
    }
    if (!loose)
      for (const raw of raws)
        for (const each of listAt(raw, 'item')) {
          const linkId = linkIdOf(each, where);
          if (linkId !== null)
            report(form.byLinkId.has(linkId) ? 'misplaced-item' : 'unknown-item', linkId, where);
        }
    if (!item.repeats) {
      const list = answers.flatMap(({ raw }) => [...listAt(raw, 'item')]);
      level(item.items, place, null, isShared ? outer : gathered(list, item, where));
      return;
    }
    for (let slot = 0; slot < Math.max(1, answers.length); slot += 1) {
      const list = listAt(answers[slot]?.raw, 'item');
      if (item.items.length === 0 && list.length === 0) continue;
      const inside = loose ? pooled : gathered;
      level(item.items, place, slot, inside(list, item, `${where}[${slot}]`));
    }
  };

  const root = level(form.items, null, null, loose ? pooled(items, null, '') : gathered(items, null, ''));
  return { form, loose, root, places, misfits };
};
