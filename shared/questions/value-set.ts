/** Value sets that a questionnaire carries with it: what is in them, as far as that can be said without a terminology. */
import { flagAt, listAt, objectsAt, prop, textAt, type Json } from './json.ts';
import { conceptOption, type Option } from './option.ts';
import { keyOf, type Coding } from './value.ts';

/** By `#id`, or by its address with or without a version. */
export const foundIn = (contained: readonly Json[], reference: unknown): Json | undefined => {
  if (typeof reference !== 'string') return undefined;
  const [url] = reference.split('|');
  return contained.find(
    (resource) =>
      resource.resourceType === 'ValueSet' &&
      (reference.startsWith('#') ? resource.id === reference.slice(1) : resource.url === url),
  );
};

/** An expansion is a tree; abstract entries only head others. */
const expanded = (entries: readonly Json[]): Option[] =>
  entries.flatMap((entry) => [
    ...(flagAt(entry, 'abstract') ? [] : conceptOption(textAt(entry, 'system'), entry)),
    ...expanded(objectsAt(entry, 'contains')),
  ]);
const expansionOf = (valueSet: Json): Option[] =>
  expanded(objectsAt(prop(valueSet, 'expansion'), 'contains'));

const conceptsOf = (part: Json): Option[] =>
  objectsAt(part, 'concept').flatMap((concept) => conceptOption(textAt(part, 'system'), concept));
const isIn = (options: readonly Option[], { system, code }: Coding): boolean =>
  options.some(
    ({ value }) => value.kind === 'coding' && value.value.system === system && value.value.code === code,
  );

/** Null is «cannot be said». */
type Said = boolean | null;
const every = (all: readonly Said[]): Said =>
  all.includes(false) ? false : all.includes(null) ? null : true;
const some = (all: readonly Said[]): Said => (all.includes(true) ? true : all.includes(null) ? null : false);
const not = (said: Said): Said => (said === null ? null : !said);

/** Whether an `include` or `exclude` takes the coding: all that it says has to hold. */
const takes = (contained: readonly Json[], part: Json, coding: Coding, above: readonly Json[]): Said => {
  const [system, concepts] = [textAt(part, 'system'), conceptsOf(part)];
  const imports = listAt(part, 'valueSet').map((reference) => {
    const valueSet = foundIn(contained, reference);
    return valueSet === undefined ? null : memberIn(contained, valueSet, coding, above);
  });
  if (system === undefined && concepts.length === 0) return imports.length === 0 ? null : every(imports);
  return every([
    system === undefined || system === coding.system,
    concepts.length > 0 ? isIn(concepts, coding) : null,
    ...imports,
  ]);
};

const memberIn = (
  contained: readonly Json[],
  valueSet: Json,
  coding: Coding,
  above: readonly Json[],
): Said => {
  const expansion = expansionOf(valueSet);
  if (expansion.length > 0) return isIn(expansion, coding);
  const compose = prop(valueSet, 'compose');
  const includes = objectsAt(compose, 'include');
  // One that is made of itself has no meaning.
  if (includes.length === 0 || above.includes(valueSet)) return null;
  const of = (part: Json): Said => takes(contained, part, coding, [...above, valueSet]);
  return every([some(includes.map(of)), not(some(objectsAt(compose, 'exclude').map(of)))]);
};

/** Whether a coding is in the value set; null where only a terminology could tell. */
export const isMember = (contained: readonly Json[], reference: unknown, coding: Coding): Said => {
  const valueSet = foundIn(contained, reference);
  return valueSet === undefined ? null : memberIn(contained, valueSet, coding, []);
};

const candidates = (contained: readonly Json[], valueSet: Json, above: readonly Json[]): Option[] => {
  const expansion = expansionOf(valueSet);
  if (expansion.length > 0 || above.includes(valueSet)) return expansion;
  return objectsAt(prop(valueSet, 'compose'), 'include').flatMap((part) => [
    ...conceptsOf(part),
    ...listAt(part, 'valueSet').flatMap((reference) => {
      const other = foundIn(contained, reference);
      return other === undefined ? [] : candidates(contained, other, [...above, valueSet]);
    }),
  ]);
};

/** Whether all that the value set is made of is spelled out here. */
const isSpelledOut = (contained: readonly Json[], valueSet: Json, above: readonly Json[]): boolean => {
  if (expansionOf(valueSet).length > 0) return true;
  const compose = prop(valueSet, 'compose');
  const [includes, excludes] = [objectsAt(compose, 'include'), objectsAt(compose, 'exclude')];
  if (includes.length === 0 || above.includes(valueSet)) return false;
  return [...includes, ...excludes].every((part) => {
    const imports = listAt(part, 'valueSet').map((reference) => foundIn(contained, reference));
    const isListed = objectsAt(part, 'concept').length > 0;
    if (prop(part, 'filter') !== undefined || (!isListed && imports.length === 0)) return false;
    if (!isListed && textAt(part, 'system') !== undefined) return false;
    return imports.every(
      (other) => other !== undefined && isSpelledOut(contained, other, [...above, valueSet]),
    );
  });
};

/** All that is in it, in its order, each once; undefined where that cannot be said. */
export const listed = (contained: readonly Json[], valueSet: Json): Option[] | undefined => {
  const expansion = expansionOf(valueSet);
  if (expansion.length > 0) return expansion;
  if (!isSpelledOut(contained, valueSet, [])) return undefined;
  const seen = new Set<string>();
  return candidates(contained, valueSet, []).filter(({ value }) => {
    if (value.kind !== 'coding' || seen.has(keyOf(value))) return false;
    seen.add(keyOf(value));
    return memberIn(contained, valueSet, value.value, []) === true;
  });
};
