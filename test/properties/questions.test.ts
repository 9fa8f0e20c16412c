import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerFacts,
  answersAt,
  checkAnswers,
  enabled,
  loadQuestionnaire,
  steps,
  withAnswersAt,
  withoutDisabled,
  withoutOccurrence,
  withOccurrence,
  type DoorAnswer,
} from '../../shared/questions/index.ts';
import { enabledItems, enablement } from '../../shared/questions/enabled.ts';
import { formOf } from '../../shared/questions/form.ts';
import { isObject } from '../../shared/questions/json.ts';
import { lintQuestionnaire } from '../../shared/questions/lint/index.ts';
import { pathOf, placed } from '../../shared/questions/place.ts';
import { checkResponse } from '../../shared/questions/response.ts';
import { asJson, item, translated } from '../../shared/questions/samples.test-support.ts';
import { answersTo, built, formAndAnswers, plans, type Json } from './forms.support.ts';
import { slowly } from './occurrences.support.ts';

const strictly = (questionnaire: Json, answers: readonly Json[]) =>
  placed(formOf(questionnaire), answers, { loose: false, fixed: false });
const pathsOn = (questionnaire: Json, answers: readonly Json[]): string[] => {
  const all = strictly(questionnaire, answers);
  const { isOn } = enablement(all);
  return all.places.filter(isOn).map(pathOf);
};
const response = (items: readonly unknown[]): Json => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item: items,
});

describe('Any questionnaire of the subset, with groups and questions that repeat', () => {
  it('has exactly one set of enabled occurrences: the fixpoint that is reached the slow way', () => {
    fc.assert(
      fc.property(formAndAnswers, ([questionnaire, answers]) => {
        expect(pathsOn(questionnaire, answers)).toEqual(slowly(questionnaire, answers));
      }),
      { numRuns: 400 },
    );
  });

  it('is enabled in the same way whether asked as FHIR nests it or as the door does', () => {
    fc.assert(
      fc.property(formAndAnswers, ([questionnaire, answers]) => {
        expect(enabled(questionnaire, answers)).toEqual(enabledItems(strictly(questionnaire, answers)));
      }),
      { numRuns: 300 },
    );
  });

  it('is not moved by an answer to a disabled item: not what is enabled, not its facts, not its steps', () => {
    fc.assert(
      fc.property(formAndAnswers, ([questionnaire, answers]) => {
        const kept = withoutDisabled(questionnaire, answers);
        expect(answerFacts(questionnaire, kept)).toEqual(answerFacts(questionnaire, answers));
        expect(enabled(questionnaire, kept)).toEqual(enabled(questionnaire, answers));
        expect(steps(questionnaire, kept)).toEqual(steps(questionnaire, answers));
        expect(withoutDisabled(questionnaire, kept)).toEqual(kept);
        expect(checkAnswers(questionnaire, kept)).toEqual({ ok: true });
        expect(checkResponse(formOf(questionnaire), response(kept)).valid).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('asks no question twice, none that is disabled, and none under a question without an answer', () => {
    fc.assert(
      fc.property(formAndAnswers, ([questionnaire, answers]) => {
        const on = new Set(
          pathsOn(questionnaire, answers).map((path) => path.split('/').at(-1)?.replace(/\[.*/, '')),
        );
        const asked = steps(questionnaire, answers);
        expect(new Set(asked.map(({ path }) => path)).size).toBe(asked.length);
        for (const { linkId } of asked) expect(on).toContain(linkId);
      }),
    );
  });

  it('can be answered step by step to the end, with what repeats begun once or twice', () => {
    fc.assert(
      fc.property(
        fc.tuple(plans, fc.boolean()).map(([made, isTurned]) => built(made, isTurned)),
        fc.nat(2),
        (questionnaire, most) => {
          let answers: readonly DoorAnswer[] = [];
          for (let at = 0; at < 200; at += 1) {
            const step = steps(questionnaire, answers)[at];
            if (step === undefined) break;
            if (step.kind === 'add') {
              if (step.count < most) answers = withOccurrence(answers, step.path);
              // With one more, its questions come at this very place.
              if (step.count < most) at -= 1;
              continue;
            }
            const value =
              step.item.type === 'boolean'
                ? { valueBoolean: true }
                : step.item.type === 'integer'
                  ? { valueInteger: 2 }
                  : { valueCoding: { code: 'a' } };
            answers = withAnswersAt(answers, step.path, [value]);
            expect(answersAt(answers, step.path)).toEqual([value]);
          }
          expect(checkAnswers(questionnaire, withoutDisabled(questionnaire, answers))).toEqual({ ok: true });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('Answers at a path', () => {
  it('are taken away without a trace, as is an occurrence', () => {
    const more = withOccurrence(withOccurrence([], 'g[0]'), 'g[1]');
    const answered = withAnswersAt(more, 'g[1]/x', [{ valueInteger: 1 }]);
    expect(answersAt(answered, 'g[1]/x')).toEqual([{ valueInteger: 1 }]);
    expect(answersAt(answered, 'g[0]/x')).toEqual([]);
    expect(withAnswersAt(answered, 'g[1]/x', [])).toEqual(more);
    expect(withoutOccurrence(answered, 'g[0]')).toEqual([
      { linkId: 'g', item: [{ linkId: 'x', answer: [{ valueInteger: 1 }] }] },
    ]);
    expect(withoutOccurrence(withoutOccurrence(answered, 'g[1]'), 'g[0]')).toEqual([]);
  });

  it('stay with what is answered under them when another one is chosen beside', () => {
    const first = withAnswersAt([], 'q', [{ valueString: 'a' }]);
    const under = withAnswersAt(first, 'q[0]/x', [{ valueBoolean: true }]);
    const both = withAnswersAt(under, 'q', [{ valueString: 'b' }, { valueString: 'a' }]);
    expect(answersAt(both, 'q[1]/x')).toEqual([{ valueBoolean: true }]);
    expect(answersAt(both, 'q[0]/x')).toEqual([]);
    expect(answersAt(both, 'q')).toEqual([{ valueString: 'b' }, { valueString: 'a' }]);
  });
});

const names = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'q0', 'q1', 'g2', 'last'),
  fc.string(),
);
const junk = fc.oneof(fc.jsonValue(), names);
const hostileItem = fc.record(
  {
    linkId: fc.oneof(names, junk),
    answer: fc.oneof(
      junk,
      fc.array(
        fc.oneof(
          junk,
          fc.dictionary(
            fc.constantFrom('valueBoolean', 'valueInteger', 'valueDate', 'valueCoding', 'item', 'value'),
            junk,
          ),
        ),
      ),
    ),
    item: junk,
  },
  { requiredKeys: [] },
);

describe('Whatever comes in', () => {
  it('no response makes a questionnaire that lints clean throw, in any function', () => {
    fc.assert(
      fc.property(
        plans,
        fc.boolean(),
        fc.array(fc.oneof(hostileItem, junk)),
        junk,
        (made, isTurned, items, status) => {
          const questionnaire = built(made, isTurned);
          expect(lintQuestionnaire(questionnaire).filter(({ severity }) => severity === 'error')).toEqual([]);
          enabled(questionnaire, items);
          steps(questionnaire, items);
          withoutDisabled(questionnaire, items);
          answerFacts(questionnaire, items);
          checkAnswers(questionnaire, items);
          const form = formOf(questionnaire);
          for (const whole of [
            response(items),
            { ...response(items), status, questionnaire: status },
            { item: status },
          ])
            expect(checkResponse(form, whole).issues.every(({ message }) => message.endsWith('.'))).toBe(
              true,
            );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('no JSON makes the linter or the interpreter throw, and what is broken is named in sentences', () => {
    const keys = fc.constantFrom(
      'linkId',
      'type',
      'text',
      '_text',
      'enableWhen',
      'enableBehavior',
      'item',
      'answerOption',
      'answerValueSet',
      'initial',
      'extension',
      'required',
      'repeats',
      'readOnly',
      'maxLength',
      'code',
      '__proto__',
      'constructor',
    );
    const extension = fc.record({
      url: fc
        .constantFrom('minValue', 'regex', 'questionnaire-hidden', 'questionnaire-minOccurs', 'translation')
        .map((name) => `http://hl7.org/fhir/StructureDefinition/${name}`),
      valueString: junk,
    });
    fc.assert(
      fc.property(
        plans
          .map((made) => built(made, false))
          .chain((questionnaire) => fc.tuple(fc.constant(questionnaire), answersTo(questionnaire))),
        fc.array(
          fc.tuple(
            fc.nat(12),
            keys,
            fc.oneof(
              junk,
              fc.array(
                fc.oneof(
                  junk,
                  extension,
                  fc.dictionary(
                    fc.constantFrom(
                      'question',
                      'operator',
                      'answerBoolean',
                      'valueCoding',
                      'url',
                      'extension',
                    ),
                    junk,
                  ),
                ),
              ),
            ),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        ([questionnaire, answers], changes) => {
          const broken = structuredClone(questionnaire) as Json;
          for (const [which, key, value] of changes) {
            const all: Json[] = [];
            const collect = (items: unknown): void => {
              for (const each of Array.isArray(items) ? (items as unknown[]) : [])
                if (isObject(each)) {
                  all.push(each);
                  collect(each.item);
                }
            };
            collect(broken.item);
            const target = all[which % Math.max(1, all.length)];
            if (target !== undefined)
              Object.defineProperty(target, key, {
                value,
                enumerable: true,
                writable: true,
                configurable: true,
              });
          }
          for (const { message } of lintQuestionnaire(broken)) expect(message).toMatch(/[.]$/);
          const form = formOf(broken);
          enabledItems(placed(form, answers, { loose: false, fixed: false }));
          checkResponse(form, response(answers));
          const loaded = loadQuestionnaire(broken);
          if (loaded.ok) steps(loaded.questionnaire, answers);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('junk is refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(loadQuestionnaire(json).ok).toBe(false);
      }),
    );
  });

  it('long chains of conditions, wide lists and deep towers are walked without climbing', () => {
    const long = Array.from({ length: 20_000 }, (_, at) => ({
      linkId: `q${at}`,
      type: 'boolean',
      ...(at < 19_999
        ? { enableWhen: [{ question: `q${at + 1}`, operator: '=', answerBoolean: true }] }
        : {}),
    }));
    const form = formOf({ resourceType: 'Questionnaire', item: long });
    const answers = long.map(({ linkId }) => ({ linkId, answer: [{ valueBoolean: true }] }));
    expect(enabledItems(placed(form, answers, { loose: false, fixed: false }))).toHaveLength(20_000);
    let tower: Json = { linkId: 'q0' };
    for (let floor = 0; floor < 50_000; floor += 1) tower = { linkId: 'q0', item: [tower] };
    expect(checkResponse(form, response([tower])).valid).toBe(false);
    let depths: unknown = 1;
    for (let floor = 0; floor < 50_000; floor += 1) depths = { value: depths };
    const fixed = formOf(
      asJson([
        { linkId: 'c', type: 'reference', readOnly: true, initial: [{ valueReference: { reference: 'x' } }] },
      ]),
    );
    const bottomless = response([{ linkId: 'c', answer: [{ valueReference: depths }] }]);
    expect(checkResponse(fixed, bottomless).issues.map(({ code }) => code)).toContain('read-only-changed');
    let groups: Json = item('top', 'boolean');
    for (let floor = 0; floor < 50_000; floor += 1)
      groups = { linkId: `g${floor}`, type: 'group', item: [groups] };
    expect(lintQuestionnaire(asJson([groups])).map(({ code }) => code)).toEqual(['too-deep']);
    expect(formOf(asJson([groups])).all.length).toBeGreaterThan(50);
    const wide = Array.from({ length: 200_000 }, () => ({ linkId: 'again', item: [] }));
    const repeating = formOf(
      asJson([
        {
          linkId: 'again',
          type: 'group',
          repeats: true,
          item: [{ linkId: 'x', type: 'boolean', _text: translated('x') }],
        },
      ]),
    );
    expect(enabledItems(placed(repeating, wide, { loose: false, fixed: false }))).toHaveLength(400_000);
  });
});
