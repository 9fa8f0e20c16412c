/** Regular expressions of the `regex` extension: the whole answer has to match (as validators of FHIR have it). */

/** `\A`, `\Z` and `\z`, which other languages have for both ends, say what holds here anyway. A `(?i)` before all is a flag here. */
const withoutEnds = (pattern: string): string =>
  pattern.replaceAll(/\\(?:\\|[AZz])/g, (sign) => (sign === '\\\\' ? sign : ''));

/** Null where JavaScript cannot read it. */
export const compiled = (pattern: string): RegExp | null => {
  const [mark = '', flags = ''] = /^\(\?([is]+)\)/.exec(pattern) ?? [];
  const body = withoutEnds(pattern.slice(mark.length));
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(`^(?:${body})$`, unicode + [...new Set(flags)].join(''));
    } catch {
      // Some patterns are only good without «u».
    }
  }
  return null;
};

interface Group {
  readonly from: number;
  /** Something in it repeats without an end. */
  isRepeating: boolean;
  hasBranches: boolean;
}

/** Where the quantifier at `at` ends, and whether it has no upper bound; null when there is none. */
const quantifierAt = (pattern: string, at: number): { end: number; isEndless: boolean } | null => {
  const [sign] = /^(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?/.exec(pattern.slice(at)) ?? [];
  return sign === undefined ? null : { end: at + sign.length, isEndless: /^(?:[*+]|\{\d+,\})/.test(sign) };
};

/** `-\d+` and the like: a mark at one end that nothing else in the group can be keeps the rounds apart. */
const isKeptApart = (body: string): boolean => {
  const inner = body.replace(/^\?:/, '');
  const [, mark] = /^\\?([-,;:/@#_ ])(?![*+?{])/.exec(inner) ?? /(?<!\\)\\?([-,;:/@#_ .])$/.exec(inner) ?? [];
  if (mark === undefined) return false;
  const rest = inner.replace(mark, '');
  return !rest.includes(mark) && !/(?<!\\)\.|\[\^|\\[SDW]|\\s/.test(rest) && !rest.includes('|');
};

/**
 * Whether matching can take time without measure: something that repeats without an end inside something that does, or a choice that
 * does. On the safe side: it may name a pattern that is harmless.
 */
export const canExplode = (pattern: string): boolean => {
  const open: Group[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at];
    if (sign === '\\') at += 1;
    else if (sign === '[') {
      for (at += pattern[at + 1] === '^' ? 2 : 1; at < pattern.length && pattern[at] !== ']'; at += 1)
        if (pattern[at] === '\\') at += 1;
    } else if (sign === '(') {
      open.push({ from: at + 1, isRepeating: false, hasBranches: false });
      continue;
    } else if (sign === '|') {
      const group = open.at(-1);
      if (group) group.hasBranches = true;
      continue;
    } else if (sign === ')') {
      const group = open.pop();
      const quantifier = quantifierAt(pattern, at + 1);
      const isEndless = quantifier?.isEndless === true;
      if (group && isEndless) {
        const body = pattern.slice(group.from, at);
        if (group.isRepeating && !isKeptApart(body)) return true;
        if (group.hasBranches && !haveDifferentStarts(body)) return true;
      }
      const around = open.at(-1);
      if (around && group) {
        around.isRepeating ||= group.isRepeating || isEndless;
      }
      continue;
    }
    const quantifier = quantifierAt(pattern, at + 1);
    if (quantifier === null) continue;
    const group = open.at(-1);
    if (group && quantifier.isEndless) group.isRepeating = true;
    at = quantifier.end - 1;
  }
  return false;
};

/** Each branch begins with a plain sign of its own. */
const haveDifferentStarts = (body: string): boolean => {
  const starts = body
    .replace(/^\?[:=!]/, '')
    .split('|')
    .map((branch) => /^[\p{L}\p{N}]/u.exec(branch)?.[0]);
  return starts.every((start) => start !== undefined) && new Set(starts).size === starts.length;
};

/** How much repeats without an end. Signs in brackets may be counted too: on the safe side. */
const endlessIn = (pattern: string): number =>
  pattern.replaceAll(/\\./g, '_').match(/[*+]|\{\d+,\}/g)?.length ?? 0;

/** In how many ways what repeats can share the text between itself: so many rounds a pattern may take. */
const waysOf = (pattern: string, length: number): number => {
  let ways = 1;
  for (let part = 1; part <= endlessIn(pattern); part += 1) ways *= (length + part) / part;
  return ways;
};

/** Longer answers are not tried on a pattern that can explode. */
const SAFE_LENGTH = 20;
/** Less than a second. */
const SAFE_WAYS = 1e8;

/** Null where it cannot be said: the pattern cannot be read, or not be tried safely. */
export const matches = (pattern: string, text: string): boolean | null => {
  const regex = compiled(pattern);
  if (regex === null) return null;
  if (text.length > SAFE_LENGTH && (canExplode(pattern) || waysOf(pattern, text.length) > SAFE_WAYS))
    return null;
  return regex.test(text);
};
