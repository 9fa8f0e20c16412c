import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../domain/outcome.ts';
import { pack as packShape } from './pack.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const POLICIES = folder('../../resources/policies/');
const DOCS = folder('../../resources/docs/');
/** The source documents lie beside the repository where it is built, and nowhere else. */
const SEEDS = folder('../../../shared/seeds/');

const packs = readdirSync(POLICIES)
  .filter((name) => /^(no|dk)-.*\.json$/.test(name))
  .map((name) => packShape.parse(JSON.parse(readFileSync(`${POLICIES}${name}`, 'utf8'))));

interface Cited extends Citation {
  readonly where: string;
}
const citationsIn = function* (value: unknown, where: string): Generator<Cited> {
  if (typeof value !== 'object' || value === null) return;
  if ('source' in value && 'printed' in value) yield { ...(value as Citation), where };
  for (const [name, inner] of Object.entries(value)) yield* citationsIn(inner, `${where}.${name}`);
};
const citations = packs.flatMap((pack) => [...citationsIn(pack, pack.id)]);

const partsOf = (source: string) => {
  const [, document, first, last = first] = /^S(\d):(\d+)(?:-(\d+))?$/.exec(source) ?? [];
  return { document: Number(document), first: Number(first), last: Number(last) };
};

/** As read aloud: the documents break their lines where the page was full, within words too. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replaceAll('- ', '-').trim();

describe('Every citation', () => {
  it('is there for each rule, ground, phase and piece of advice, and for what is said beside the rules', () => {
    const expected = packs.map(
      ({ rules, postponeGrounds, phases, advice }) =>
        // The complaint, gifts, a mixed party, and what is said when the pack has lapsed.
        rules.length + postponeGrounds.length + phases.length + advice.length + 4,
    );
    expect(packs.map((pack) => [...citationsIn(pack, '')].length)).toEqual(expected);
    expect(packs.map(({ id }) => id).toSorted()).toEqual(['dk-2020-05-13', 'no-2020-05-27']);
  });

  it('is of its own country: S4 is the Danish letter, the others are Norwegian', () => {
    const abroad = packs.flatMap((pack) =>
      [...citationsIn(pack, pack.id)].filter(
        ({ source }) => (partsOf(source).document === 4) !== (pack.jurisdiction === 'DK'),
      ),
    );
    expect(abroad).toEqual([]);
  });

  describe.runIf(existsSync(SEEDS))('held against the source documents', () => {
    const documents = existsSync(SEEDS)
      ? readdirSync(SEEDS)
          .toSorted()
          .map((name) => readFileSync(`${SEEDS}${name}`, 'utf8').split('\n'))
      : [];
    const stands = ({ document, first, last }: ReturnType<typeof partsOf>, printed: string) =>
      first <= last &&
      plain((documents[document] ?? []).slice(first - 1, last).join(' ')).includes(plain(printed));

    it('stands there word for word, at the lines it names', () => {
      expect(citations.filter(({ source, printed }) => !stands(partsOf(source), printed))).toEqual([]);
    });

    it('names no line more than it quotes', () => {
      const wide = citations.filter(({ source, printed }) => {
        const { document, first, last } = partsOf(source);
        return (
          stands({ document, first: first + 1, last }, printed) ||
          stands({ document, first, last: last - 1 }, printed)
        );
      });
      expect(wide).toEqual([]);
    });
  });
});

describe('The pages on the rules', () => {
  it.each(packs.map((pack) => [pack.jurisdiction, pack] as const))(
    'of %s name every rule with its outcome and its lines, in their order, and no other',
    (jurisdiction, pack) => {
      const page = readFileSync(`${DOCS}rules-${jurisdiction.toLowerCase()}.md`, 'utf8');
      const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \| ([a-z-]+) \| (S\d:[\d-]+) \|/gm)];
      expect(rows.map(([, id, outcome, source]) => ({ id, outcome, source }))).toEqual(
        pack.rules.map(({ id, outcome, citation }) => ({ id, outcome, source: citation.source })),
      );
    },
  );
});
