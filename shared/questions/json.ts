/** Looking into JSON that somebody else wrote: only own properties, never a throw. */

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const prop = (holder: unknown, key: string): unknown =>
  isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;

/** A list, or an empty one where there is none. */
export const listAt = (holder: unknown, key: string): readonly unknown[] => {
  const value = prop(holder, key);
  return Array.isArray(value) ? (value as unknown[]) : [];
};

export const objectsAt = (holder: unknown, key: string): readonly Json[] =>
  listAt(holder, key).filter(isObject);

/** A string with something in it: FHIR has no empty ones. */
export const textAt = (holder: unknown, key: string): string | undefined => {
  const value = prop(holder, key);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** «true» in quotes is met in published forms; the linter names it. */
export const flagAt = (holder: unknown, key: string): boolean =>
  prop(holder, key) === true || prop(holder, key) === 'true';

export const extensionsOf = (holder: unknown, url: string): readonly Json[] =>
  objectsAt(holder, 'extension').filter((extension) => extension.url === url);
