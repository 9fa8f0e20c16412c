import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface Picture {
  readonly name: string;
  readonly file: string;
  /** What its code says; null where no .txt tells. */
  readonly expected: string | null;
}

const ENDINGS = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.bmp', '.avif']);

/** Line ends, blanks around, and the two ways of writing å are no difference: files of test pictures are not exact about them. */
export const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').trim().normalize('NFC');

const textOf = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
};

/** All pictures of a folder by name, with the text beside them (`x.txt` or `x.png.txt`). Rejects if the folder cannot be read. */
export const listPictures = async (folder: string): Promise<Picture[]> => {
  const names = (await readdir(folder, { withFileTypes: true })).flatMap((entry) =>
    entry.isDirectory() ? [] : [entry.name],
  );
  const texts = new Map(
    names.flatMap((name) => (/\.txt$/i.test(name) ? [[name.slice(0, -4).normalize('NFC'), name]] : [])),
  );
  const pictures = names.filter((name) => ENDINGS.has(extname(name).toLowerCase())).sort();
  return Promise.all(
    pictures.map(async (name) => {
      const whole = name.normalize('NFC');
      const text = texts.get(whole.slice(0, -extname(whole).length)) ?? texts.get(whole);
      const bytes = text === undefined ? null : await readFile(join(folder, text)).catch(() => null);
      return { name, file: join(folder, name), expected: bytes === null ? null : textOf(bytes) };
    }),
  );
};
