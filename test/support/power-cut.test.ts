import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { powerCuts, type Image, type PowerCut } from './power-cut.ts';
import { temporaryFolder } from './protocol.ts';
import { seeded } from './random.ts';

let folder: string;
let cuts: PowerCut;
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(at('a'), 'a'.repeat(2048));
  cuts = powerCuts(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Does something to a file, after saying so. */
const told = (name: string, file: string, work: () => void): void => {
  cuts.before({ name }, at(file));
  work();
};
const write = (file: string, text: string, from = 0): void => {
  const handle = openSync(at(file), 'r+');
  told('writeSync', file, () => writeSync(handle, text, from));
  closeSync(handle);
};
const make = (file: string, text: string): void => {
  told('writeFileSync', file, () => writeFileSync(at(file), text));
};
const flush = (file: string): void => {
  const handle = openSync(at(file), 'r');
  told('fsyncSync', file, () => fsyncSync(handle));
  closeSync(handle);
};

/** Names with what is in them: runs of the same character by that and how many. */
const shown = (image: Image): Record<string, string> =>
  Object.fromEntries(
    image.map((one) => [
      one.way,
      'sameAs' in one
        ? `= ${one.sameAs}`
        : one.bytes === null
          ? 'folder'
          : one.bytes
              .toString('latin1')
              .replaceAll('\0', '0')
              .replaceAll(/(.)\1*/g, ({ length, 0: what = '' }) => `${what}${length} `)
              .trim(),
    ]),
  );
const certain = (): Record<string, string> => {
  cuts.look();
  return shown(cuts.image(null));
};
/** All that may be left, each once. */
const possible = (): Set<string> => {
  cuts.look();
  return new Set(Array.from({ length: 3000 }, (_, seed) => JSON.stringify(shown(cuts.image(seeded(seed))))));
};
const has = (images: Set<string>, image: Record<string, string>): boolean =>
  images.has(JSON.stringify(image));

describe('what a power cut may leave', () => {
  it('is, of a write that was not flushed, each block old or new; and all of it once it was', () => {
    write('a', 'b'.repeat(1024));
    expect(certain()).toEqual({ a: 'a2048' });
    const images = possible();
    for (const a of ['a2048', 'b1024 a1024', 'b512 a1536', 'a512 b512 a1024'])
      expect(has(images, { a })).toBe(true);
    expect(images.size).toBe(4);
    flush('a');
    expect(certain()).toEqual({ a: 'b1024 a1024' });
    expect(possible().size).toBe(1);
  });

  it('is also what lay there between two writes', () => {
    write('a', 'b'.repeat(512));
    write('a', 'c'.repeat(512));
    expect(has(possible(), { a: 'b512 a1536' })).toBe(true);
  });

  it('has zeros where a file was made longer, and none where it was cut off', () => {
    write('a', 'b'.repeat(512), 2048);
    expect(has(possible(), { a: 'a2048 0512' })).toBe(true);
    flush('a');
    const handle = openSync(at('a'), 'r+');
    told('ftruncate64', 'a', () => ftruncateSync(handle, 0));
    closeSync(handle);
    expect(possible()).toEqual(new Set(['{"a":"a2048 b512"}', '{"a":""}']));
  });

  it('is a new file with its name or without, whatever was flushed of it, until its folder is', () => {
    make('b', 'b'.repeat(512));
    flush('b');
    expect(certain()).toEqual({ a: 'a2048' });
    expect(possible()).toEqual(new Set(['{"a":"a2048"}', '{"a":"a2048","b":"b512"}']));
    flush('.');
    expect(certain()).toEqual({ a: 'a2048', b: 'b512' });
  });

  it('is an empty file under the name of a whole one, where it was renamed before it was flushed', () => {
    make('b', 'b'.repeat(512));
    told('renameSync', 'b', () => renameSync(at('b'), at('a')));
    const images = possible();
    expect(has(images, { a: '' })).toBe(true);
    expect(has(images, { a: 'a2048' })).toBe(true);
    // Both names of one file: the new one was there already, the old one not yet gone.
    expect([...images].every((image) => !image.includes('=') || image.includes('"b"'))).toBe(true);
  });

  it('is a file that was taken away, with its name and without', () => {
    told('unlinkSync', 'a', () => unlinkSync(at('a')));
    expect(certain()).toEqual({ a: 'a2048' });
    expect(possible().size).toBe(2);
    flush('.');
    expect(certain()).toEqual({});
  });

  it('is a folder without its name, with all that is in it, until the one above it was flushed', () => {
    cuts.look();
    mkdirSync(at('keys'));
    make('keys/b', 'b'.repeat(512));
    flush('keys/b');
    flush('keys');
    expect(certain()).toEqual({ a: 'a2048' });
    flush('.');
    expect(certain()).toEqual({ a: 'a2048', keys: 'folder', 'keys/b': 'b512' });
  });

  it('is never sure of what processes share for as long as they run', () => {
    make('db-shm', 's');
    flush('db-shm');
    flush('.');
    expect(certain()).toEqual({ a: 'a2048' });
    expect(possible().size).toBeGreaterThan(1);
  });
});
