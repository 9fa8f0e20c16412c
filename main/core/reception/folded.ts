const SPELLED_OUT: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
};

/** Small letters without marks: what a hurried hand types for Åse, Øyvind, Đorđe, Ánne. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæđðþßłŋŧ]/g, (letter) => SPELLED_OUT[letter] ?? letter);
