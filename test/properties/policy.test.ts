import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/domain/language.ts';
import { OUTCOMES, PERMIT_CLASSES, WARD_KINDS, type Citation } from '../../shared/domain/outcome.ts';
import { decide, decideParty, type Facts } from '../../shared/policy/index.ts';
import { possibleOutcomes } from '../../shared/policy/promises.ts';
import { norway, visitor } from '../../shared/policy/samples.test-support.ts';

const ANSWERS = [undefined, false, true] as const;
const TODAY = '2020-06-20';
/** Unanswered, today, one day short of ten, ten days, and a day that has not come. */
const DAYS_LEFT = [undefined, TODAY, '2020-06-11', '2020-06-10', '2020-06-25'] as const;

const answersOf = (given: Record<string, boolean | string | undefined>): Facts['answers'] =>
  Object.fromEntries(
    Object.entries(given).flatMap(([linkId, value]) => (value === undefined ? [] : [[linkId, value]])),
  );

const ALL_ANSWERS: Facts['answers'][] = ANSWERS.flatMap((symptoms) =>
  ANSWERS.flatMap((exposure) =>
    ANSWERS.flatMap((area) =>
      ANSWERS.flatMap((risk) =>
        (area === true ? DAYS_LEFT : [undefined]).map((left) =>
          answersOf({ symptoms, exposure, area, 'risk-group': risk, 'area-left': left }),
        ),
      ),
    ),
  ),
);

const everyDoor = function* (): Generator<Facts> {
  for (const permitClass of PERMIT_CLASSES)
    for (const wardKind of WARD_KINDS)
      for (const phase of norway.phases)
        for (const partySize of [1, 2, 3])
          for (const answers of ALL_ANSWERS)
            yield visitor({
              permitClass,
              wardKind,
              phase,
              partySize,
              agreedPartySize: 2,
              today: TODAY,
              answers,
            });
};

const citationsIn = function* (value: unknown): Generator<Citation> {
  if (typeof value !== 'object' || value === null) return;
  if ('source' in value && 'printed' in value) yield value as Citation;
  for (const inner of Object.values(value)) yield* citationsIn(inner);
};

describe('At every door: every permit, ward, phase, party and set of answers', () => {
  const seen = new Set<string>();
  const rulesSeen = new Set<string>();
  const wrong: string[] = [];
  let count = 0;
  for (const facts of everyDoor()) {
    const { outcome, rules, texts, ground } = decide(norway, facts);
    const claim = (holds: boolean, what: string) => {
      if (!holds && wrong.length < 5) wrong.push(`${what}: ${JSON.stringify(facts)} → ${outcome}`);
    };
    count += 1;
    seen.add(outcome);
    for (const { id } of rules) rulesSeen.add(id);
    claim(
      rules.length === 1 && rules[0]?.citation.source.startsWith('S0:') === true,
      'one rule with its source',
    );
    claim(
      LANGUAGES.every((language) => texts.length === 1 && texts[0]?.[language] !== ''),
      'a text in each language',
    );
    claim((outcome === 'postpone') === (ground !== null), 'a ground with postponing only');
    claim(ground === null || norway.postponeGrounds.some(({ id }) => id === ground), 'a listed ground');
    const isAtTheEnd = facts.permitClass === 'end-of-life' || facts.permitClass === 'vigil';
    claim(!(isAtTheEnd && outcome === 'postpone'), 'P1: the end of life is never postponed');
    claim(
      (facts.wardKind === 'care-housing') === (outcome === 'right-of-access'),
      'P8: a private home has a right of access, and only it',
    );
    claim(!(facts.permitClass === 'child' && outcome === 'postpone'), 'P3: a child is met by a person');
    claim(possibleOutcomes(norway, facts).has(outcome), 'the loader foresaw it');
  }

  it('exactly one outcome stands, with its source, its words, and only listed grounds', () => {
    expect(wrong).toEqual([]);
    expect(count).toBe(11 * 3 * 2 * 3 * (3 * 3 * 3 * (1 + 1 + 5)));
  });

  it('each of the six outcomes is reached, and each rule fires somewhere', () => {
    expect([...seen].sort()).toEqual([...OUTCOMES].sort());
    expect([...rulesSeen].sort()).toEqual(norway.rules.map(({ id }) => id).sort());
  });
});

describe('A party of two', () => {
  it('has one outcome whoever comes first, never postponed at the end of life or for another’s answers', () => {
    const people = ALL_ANSWERS.filter(
      (answers) => Object.keys(answers).length === 4 && !('area-left' in answers),
    ).map((answers) => answers);
    for (const permitClass of PERMIT_CLASSES)
      for (const one of people)
        for (const other of people) {
          const door = [one, other].map((answers) =>
            visitor({ permitClass, partySize: 2, agreedPartySize: 2, answers }),
          );
          const ruling = decideParty(norway, door);
          const turned = decideParty(norway, door.toReversed());
          expect(ruling).toEqual(turned);
          expect(ruling.texts.length).toBeGreaterThan(0);
          if (ruling.outcome === 'postpone')
            expect(door.map((facts) => decide(norway, facts).outcome)).toEqual(['postpone', 'postpone']);
        }
  });
});

describe('The citations of the pack', () => {
  const seeds = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));
  const plain = (text: string) => text.replace(/\s+/g, ' ').replaceAll('- ', '-').trim();
  const linesOf = (file: string) => readFileSync(`${seeds}${file}`, 'utf8').split('\n');
  const citations = [...citationsIn(norway)];

  it('are there, for every rule, ground and piece of advice', () => {
    expect(citations.length).toBe(
      norway.rules.length + norway.postponeGrounds.length + norway.advice.length + 1,
    );
  });

  it.runIf(existsSync(seeds))('stand in the source document, word for word, at the lines they name', () => {
    const files = readdirSync(seeds).sort();
    const wrong = citations.filter(({ source, printed }) => {
      const [, document = '', first = '', last = first] = /^S(\d):(\d+)(?:-(\d+))?$/.exec(source) ?? [];
      const lines = linesOf(files[Number(document)] ?? '').slice(Number(first) - 1, Number(last));
      return !plain(lines.join(' ')).includes(plain(printed));
    });
    expect(wrong).toEqual([]);
  });
});
