import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadQuestionnaire, type Questionnaire } from '../../../shared/questions/index.ts';

/** Undefined for what is no JSON file that can be read. */
export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** The questionnaires that the program brings, by id; a sentence when one of them is refused. */
export const readQuestionnaires = (resourcesDir: string): Map<string, Questionnaire> | string => {
  const folder = join(resourcesDir, 'questionnaires');
  const known = new Map<string, Questionnaire>();
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const loaded = loadQuestionnaire(readJson(join(folder, name)));
    if (!loaded.ok) return `The questionnaire «${name}» is refused: ${loaded.problems.join(' ')}`;
    known.set(loaded.questionnaire.id, loaded.questionnaire);
  }
  return known;
};
