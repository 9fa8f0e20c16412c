import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/domain/language.ts';

const TEXTS = join(import.meta.dirname, '../../resources/text');
const PACKS = join(import.meta.dirname, '../../resources/policies');
const RENDERER = join(import.meta.dirname, '..');

const read = (language: string, file: string): unknown =>
  JSON.parse(readFileSync(join(TEXTS, language, file), 'utf8'));

/** Every text by its full key. */
const flat = (value: unknown, key = ''): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => flat(inner, key === '' ? name : `${key}.${name}`))
    : [[key, String(value)]];
const keysOf = (language: string, file: string) => flat(read(language, file)).map(([key]) => key);
const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([found]) => found).toSorted();

/** What screens, slips, paper and tables say. */
const files = readdirSync(join(TEXTS, 'nb'));

const EMPTY: ReadonlySet<string> = new Set(['daily-log.json evidence.none']);

it('every language has the same files of words', () => {
  for (const language of LANGUAGES) expect(readdirSync(join(TEXTS, language))).toEqual(files);
});

describe.each(files)('the words of %s', (file) => {
  it('are there in every language, key by key', () => {
    for (const language of LANGUAGES) expect(keysOf(language, file)).toEqual(keysOf('nb', file));
  });

  it('are never empty, and name the same things in every language', () => {
    const bokmaal = new Map(flat(read('nb', file)));
    for (const language of LANGUAGES)
      for (const [key, text] of flat(read(language, file))) {
        const inBokmaal = bokmaal.get(key) ?? '';
        // An empty cell of a table is empty in all.
        expect(text.trim() === '', `${language} ${key}`).toBe(EMPTY.has(`${file} ${key}`));
        expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(inBokmaal));
      }
  });
});

/** Shorter texts may well be the same words in two of the languages. */
const isLong = (text: string): boolean => text.replaceAll(/\{\{\w+\}\}/g, '').length > 25;
/** Longer ones that are: each was read by somebody who knows both languages. */
const THE_SAME_IN: Readonly<Record<'nn' | 'da', readonly string[]>> = {
  nn: [
    'policy.json values.wardKind.dk-residential-66-7',
    'policy.json kept.late',
    'staff.json signIn.locked',
    'staff.json infectionControl.sync',
    'staff.json policy.noneReady',
    'visitor.json attract.lead',
    'visitor.json scan.leaveWordCode',
    'visitor.json code.other-entrance.text',
    'visitor.json phone.title',
    'visitor.json sending.gift',
    'visitor.json outcome.left.text',
    'visitor.json signedOut.hands',
    'visitor.json signedOut.receipt',
    'no-2020-05-27.json .conditions.hand-hygiene.text',
  ],
  da: [
    'policy.json values.wardKind.dk-activity-offer',
    'postponements.json heading.toldHow',
    'staff.json infectionControl.sync',
    'visitor.json trouble.bell',
  ],
};

const idOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : null;

/** Every `{nb, nn, da, en}` in packs, by the place it stands at; in a list by its id, which is steadier than its number. */
const localTexts = (value: unknown, key = ''): [string, Record<string, string>][] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('nb' in value && typeof value.nb === 'string') return [[key, value as Record<string, string>]];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    localTexts(inner, `${key}.${idOf(inner) ?? name}`),
  );
};

describe('nynorsk and dansk', () => {
  it.each(['nn', 'da'] as const)('%s is not bokmål copied', (language) => {
    const copied = files.flatMap((file) => {
      const bokmaal = new Map(flat(read('nb', file)));
      return flat(read(language, file))
        .filter(([key, text]) => isLong(text) && text === bokmaal.get(key))
        .map(([key]) => `${file} ${key}`);
    });
    const packs = readdirSync(PACKS).filter((file) => file.endsWith('.json') && !file.includes('schema'));
    const inPacks = packs.flatMap((file) =>
      localTexts(JSON.parse(readFileSync(join(PACKS, file), 'utf8')))
        .filter(([, texts]) => isLong(texts.nb ?? '') && texts.nb === texts[language])
        .map(([key]) => `${file} ${key}`),
    );
    expect(packs.length).toBeGreaterThan(0);
    expect([...copied, ...inPacks]).toEqual(THE_SAME_IN[language]);
  });
});

/** Attributes that are read or read aloud. */
const SPOKEN = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);
const WORD = /\p{L}{2,}/u;

/** Words that a component says by itself instead of taking them from resources/text. */
const wordsIn = (path: string): string[] => {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    const spoken =
      ts.isJsxText(node) ||
      (ts.isStringLiteral(node) &&
        ((ts.isJsxAttribute(node.parent) && SPOKEN.has(node.parent.name.getText())) ||
          /[æøåÆØÅ]/.test(node.text)));
    if (spoken && WORD.test(node.getText())) found.push(`${path}: ${node.getText().trim()}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

describe('a screen', () => {
  it('says nothing that is not in resources/text', () => {
    const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test') && !path.startsWith('letters'))
      // The on-screen keyboard's keys are letters, not words.
      .filter((path) => !path.endsWith('keyboard-layouts.ts'));
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((path) => wordsIn(join(RENDERER, path)))).toEqual([]);
  });
});
