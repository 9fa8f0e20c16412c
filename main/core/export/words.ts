import type { z } from 'zod';
import da from '../../../resources/text/da/daily-log.json' with { type: 'json' };
import daExports from '../../../resources/text/da/exports.json' with { type: 'json' };
import daPostponements from '../../../resources/text/da/postponements.json' with { type: 'json' };
import en from '../../../resources/text/en/daily-log.json' with { type: 'json' };
import enExports from '../../../resources/text/en/exports.json' with { type: 'json' };
import enPostponements from '../../../resources/text/en/postponements.json' with { type: 'json' };
import nb from '../../../resources/text/nb/daily-log.json' with { type: 'json' };
import nbExports from '../../../resources/text/nb/exports.json' with { type: 'json' };
import nbPostponements from '../../../resources/text/nb/postponements.json' with { type: 'json' };
import nn from '../../../resources/text/nn/daily-log.json' with { type: 'json' };
import nnExports from '../../../resources/text/nn/exports.json' with { type: 'json' };
import nnPostponements from '../../../resources/text/nn/postponements.json' with { type: 'json' };
import type {
  ExportKind,
  LookupPurpose,
  overrideReason,
  PhaseScope,
  via,
} from '../../../shared/domain/events.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Outcome, PermitClass } from '../../../shared/domain/outcome.ts';
import type { evidence } from '../../../shared/domain/presence.ts';
import type { Exposure, TracedPerson } from '../../../shared/domain/tracing.ts';
import type { Visit } from '../protocol/types.ts';

/** A daily log's words (resources/text/LANG/daily-log.json). It speaks the language of the house, whatever the screen speaks. */
export interface Words {
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
  readonly heading: Record<keyof (typeof nbPostponements)['heading'], string>;
  readonly by: Record<'rule' | 'staff', string>;
}
export const POSTPONEMENT_WORDS: Record<Language, PostponementWords> = {
  nb: nbPostponements,
  nn: nnPostponements,
  da: daPostponements,
  en: enPostponements,
};

/** What is called a table here; the others are formats of their own, of a case. */
export const TABLES = [
  'daily-log',
  'postponements',
  'statistics',
  'evacuation',
  'protocol',
  'line-list',
  'call-sheet',
] as const satisfies readonly ExportKind[];
export type TableKind = (typeof TABLES)[number];

/** The other tables, names of files, and what stands on paper (resources/text/LANG/exports.json). */
export interface ExportWords {
  readonly title: Record<TableKind, string>;
  /** How the file's name begins. */
  readonly file: Record<ExportKind, string>;
  readonly statistics: Record<keyof (typeof nbExports)['statistics'], string>;
  readonly evacuation: Record<keyof (typeof nbExports)['evacuation'], string>;
  readonly case: {
    readonly heading: Record<keyof (typeof nbExports)['case']['heading'], string>;
    readonly kind: Record<TracedPerson['kind'], string>;
    readonly generation: Record<TracedPerson['generation'], string>;
    readonly certainty: Record<Exposure['certainty'], string>;
    readonly how: Record<Exposure['how'], string>;
    readonly unnamed: string;
    readonly viaResident: string;
  };
  readonly paper: Record<keyof (typeof nbExports)['paper'], string>;
  readonly purpose: Record<LookupPurpose, string>;
}
export const EXPORT_WORDS: Record<Language, ExportWords> = {
  nb: nbExports,
  nn: nnExports,
  da: daExports,
  en: enExports,
};

/** Puts values in the places that a text has for them, `{{name}}`. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
