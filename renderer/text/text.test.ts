import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/domain/language.ts';

const TEXTS = join(import.meta.dirname, '../../resources/text');
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

/** What screens say; other files there are for paper and tables. */
const files = ['visitor.json', 'staff.json'];

describe.each(files)('the words of %s', (file) => {
  it('are there in every language, key by key', () => {
    for (const language of LANGUAGES) expect(keysOf(language, file)).toEqual(keysOf('nb', file));
  });

  it('are never empty, and name the same things in every language', () => {
    const bokmaal = new Map(flat(read('nb', file)));
    for (const language of LANGUAGES)
      for (const [key, text] of flat(read(language, file))) {
        expect(text.trim(), `${language} ${key}`).not.toBe('');
        expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(bokmaal.get(key) ?? ''));
      }
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
