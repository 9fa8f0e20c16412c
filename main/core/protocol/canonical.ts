/** What JSON can say. Keys whose value is undefined are left out. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * One text for one value (RFC 8785): keys sorted by UTF-16 code unit, no white space, numbers as JavaScript writes them.
 * Throws TypeError for what has no such text: NaN, infinities, lone surrogates, undefined in a list.
 */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that JSON cannot say');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a text with half a character');
    return JSON.stringify(value);
  }
  if (value === undefined) throw new TypeError('undefined has no JSON');
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let entries = '';
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry !== undefined)
      entries += `${entries === '' ? '' : ','}${canonicalJson(key)}:${canonicalJson(entry)}`;
  }
  return `{${entries}}`;
};

const isList = (value: readonly Json[] | JsonObject): value is readonly Json[] => Array.isArray(value);
