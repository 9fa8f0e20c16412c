import { InvalidArgumentError, type Command } from 'commander';
import { findChromium, hasDisplay } from '../../../host-browser/chromium.ts';
import { keepWindowOpen } from '../../../host-browser/window.ts';
import { thisMachine } from '../../../platform/data-dir.ts';
import { runProgram } from '../../../platform/run-program.ts';
import { askedToStop } from '../../../platform/stop.ts';
import { LANGUAGES, language as languageShape, type Language } from '../../../../shared/domain/language.ts';
import { loadQuestionnaire } from '../../../../shared/questions/index.ts';
import { ending, INVALID, readJson } from '../file.ts';
import { servePreview } from './serve.ts';

const aLanguage = (text: string): Language => {
  const parsed = languageShape.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`a language is one of ${LANGUAGES.join(', ')}.`);
  return parsed.data;
};

const preview = async (file: string, wishes: { open: boolean; language: Language }): Promise<number> => {
  const form = loadQuestionnaire(readJson(file));
  if (!form.ok) {
    for (const sentence of form.problems) console.error(sentence);
    return INVALID;
  }
  const stop = askedToStop();
  const served = await servePreview(form.questionnaire, wishes.language);
  console.log(`Open in a browser on this machine (it works once): ${served.address()}`);
  console.log(
    'Every code begins the questions, a word code of any six letters too. Nothing is kept. Ctrl-C ends it.',
  );
  const machine = thisMachine();
  const executable =
    wishes.open && hasDisplay(machine) && process.getuid?.() !== 0 ? findChromium(machine) : null;
  const gone = Promise.withResolvers<undefined>();
  const window =
    executable === null
      ? null
      : keepWindowOpen({
          executable,
          origin: served.origin,
          address: () => served.address(),
          language: wishes.language,
          fullScreen: false,
          comesBack: false,
          onGone: () => gone.resolve(undefined),
        });
  await Promise.race([stop, gone.promise]);
  await window?.close();
  await served.close();
  return 0;
};

/** `questionnaire preview FILE`: a form in the visitor's screens, with nothing behind them. */
export const addPreviewCommand = (questionnaire: Command): void => {
  questionnaire
    .command('preview <file>')
    .description('Opens a questionnaire in the visitor’s screens; nothing is kept. Exit status as of lint.')
    .option('--language <language>', 'what the screens speak first', aLanguage, 'nb' satisfies Language)
    .option('--no-open', 'open no window, print the address only')
    .action((file: string, wishes: { open: boolean; language: Language }) =>
      runProgram(() => ending(() => preview(file, wishes))),
    );
};
