import type { z } from 'zod';
import da from '../../../resources/text/da/daily-log.json' with { type: 'json' };
import daPostponements from '../../../resources/text/da/postponements.json' with { type: 'json' };
import en from '../../../resources/text/en/daily-log.json' with { type: 'json' };
import enPostponements from '../../../resources/text/en/postponements.json' with { type: 'json' };
import nb from '../../../resources/text/nb/daily-log.json' with { type: 'json' };
import nbPostponements from '../../../resources/text/nb/postponements.json' with { type: 'json' };
import nn from '../../../resources/text/nn/daily-log.json' with { type: 'json' };
import nnPostponements from '../../../resources/text/nn/postponements.json' with { type: 'json' };
import type { overrideReason, PhaseScope, via } from '../../../shared/domain/events.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Outcome, PermitClass } from '../../../shared/domain/outcome.ts';
import type { evidence } from '../../../shared/domain/presence.ts';
import type { Visit } from '../protocol/types.ts';

/** A daily log's words (resources/text/LANG/daily-log.json). It speaks the language of the house, whatever the screen speaks. */
export interface Words {
  /** How the file's name begins. */
  readonly file: string;
  readonly outcome: Record<Outcome, string>;
  readonly permitClass: Record<PermitClass, string>;
  readonly evidence: Record<z.infer<typeof evidence> | 'none', string>;
  readonly reason: Record<z.infer<typeof overrideReason>, string>;
  readonly via: Record<z.infer<typeof via>, string>;
  readonly state: Record<Visit['state'], string>;
  readonly phaseScope: Record<PhaseScope | 'none', string>;
  readonly yes: string;
  readonly no: string;
  readonly heading: Record<keyof (typeof nb)['heading'], string>;
}
export const WORDS: Record<Language, Words> = { nb, nn, da, en };

/** The register of postponements (resources/text/LANG/postponements.json), beside the daily log's own words. */
export interface PostponementWords {
  readonly file: string;
  readonly heading: Record<keyof (typeof nbPostponements)['heading'], string>;
  readonly by: Record<'rule' | 'staff', string>;
}
export const POSTPONEMENT_WORDS: Record<Language, PostponementWords> = {
  nb: nbPostponements,
  nn: nnPostponements,
  da: daPostponements,
  en: enPostponements,
};
