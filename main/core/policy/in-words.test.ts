import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packInWords } from '../../../shared/api/policy.ts';
import { LANGUAGES } from '../../../shared/domain/language.ts';
import { answerOf } from '../../../test/support/desk.ts';
import { programPack, startLead, type LeadAtWork } from '../../../test/support/lead.ts';

let lead: LeadAtWork;
beforeEach(async () => {
  lead = await startLead();
});
afterEach(() => lead.core.end());

describe.each(['no-2020-05-27', 'dk-2020-05-13'])('the pack %s as the lead reads it', (name) => {
  it('says every rule, phase and question in words, in every language', async () => {
    const own = programPack(name);
    const path = `/api/infection-control/policy/packs/${name}/${String(own.version)}`;
    const read = await answerOf(packInWords, lead.core.get(path, lead.headers));
    expect(read.rules.map(({ id }) => id)).toEqual((own.rules as { id: string }[]).map(({ id }) => id));
    expect(read.questionnaires.map(({ id }) => id)).toEqual([name]);
    const texts = [
      ...read.rules.flatMap(({ when, conditions, alternatives }) => [when, ...conditions, ...alternatives]),
      ...read.phases.flatMap(({ plan }) => plan),
      ...read.questionnaires.flatMap(({ questions }) => questions),
    ];
    expect(texts.length).toBeGreaterThan(read.rules.length);
    for (const text of texts)
      for (const language of LANGUAGES) expect(text[language]).not.toMatch(/\{\{|undefined|null/);
    const postponing = read.rules.filter(({ outcome }) => outcome === 'postpone');
    expect(postponing.length).toBeGreaterThan(0);
    for (const { ground, alternatives } of postponing) {
      expect(ground).not.toBeNull();
      expect(alternatives.length).toBeGreaterThan(0);
    }
  });
});
