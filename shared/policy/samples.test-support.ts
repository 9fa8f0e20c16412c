/** The first real pack and a visitor at its door, for tests. */
import packJson from '../../resources/policies/no-2020-05-27.json' with { type: 'json' };
import questionnaireJson from '../../resources/questionnaires/no-2020-05-27.json' with { type: 'json' };
import { loadQuestionnaire, type Questionnaire } from '../questions/index.ts';
import type { Facts } from './facts.ts';
import { loadPack } from './load.ts';
import type { Pack } from './pack.ts';

const loadedPack = loadPack(packJson);
if (!loadedPack.ok) throw new Error(loadedPack.problems.join('\n'));
export const norway: Pack = loadedPack.pack;

const loadedQuestionnaire = loadQuestionnaire(questionnaireJson);
if (!loadedQuestionnaire.ok) throw new Error(loadedQuestionnaire.problems.join('\n'));
export const norwayAsks: Questionnaire = loadedQuestionnaire.questionnaire;

export const WELL = { symptoms: false, exposure: false, area: false, 'risk-group': false };

/** An ordinary visitor to a nursing home, well and alone, as agreed; but for what is said. */
export const visitor = (but: Partial<Facts> = {}, answers: Facts['answers'] = {}): Facts => ({
  permitClass: 'ordinary',
  wardKind: 'nursing-home',
  jurisdiction: 'NO',
  phase: 'normal',
  place: 'rom-12',
  partySize: 1,
  agreedPartySize: 1,
  minutesFromStart: 0,
  minutesToEnd: 60,
  today: '2020-06-20',
  answers: { ...WELL, ...answers },
  ...but,
});
