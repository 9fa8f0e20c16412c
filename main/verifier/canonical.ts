/** Canonical JSON (RFC 8785) of what JSON.parse gave; null where it has none: half a character, or so deep that nobody meant it. */
export const canonicalJson = (value: unknown): string | null => {
  try {
    return written(value);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
};

const written = (value: unknown): string | null => {
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : null;
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : null;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'boolean' || value === null ? String(value) : null;
  const parts = Array.isArray(value)
    ? value.map(written)
    : Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, entry]) => {
          const name = written(key);
          const text = written(entry);
          return name === null || text === null ? null : `${name}:${text}`;
        });
  if (parts.includes(null)) return null;
  return Array.isArray(value) ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
};

/** Undefined where the text is no JSON. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
