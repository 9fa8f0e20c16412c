import da from '../../../../resources/text/da/case-exports.json' with { type: 'json' };
import en from '../../../../resources/text/en/case-exports.json' with { type: 'json' };
import nb from '../../../../resources/text/nb/case-exports.json' with { type: 'json' };
import nn from '../../../../resources/text/nn/case-exports.json' with { type: 'json' };
import type { LookupPurpose } from '../../../../shared/domain/events.ts';
import type { Language } from '../../../../shared/domain/language.ts';
import type { Exposure, TracedPerson } from '../../../../shared/domain/tracing.ts';
import type { NotCarried, WhyNotCarried } from './format.ts';

type Bokmaal = typeof nb;

/** The words of a case that leaves the house (resources/text/LANG/case-exports.json), in the language of the house. */
export interface CaseWords extends Pick<
  Bokmaal,
  'child' | 'stillHere' | 'unknown' | 'case' | 'part' | 'prose' | 'notCarried'
> {
  readonly kind: Record<TracedPerson['kind'], string>;
  readonly generation: Record<`${TracedPerson['generation']}`, string>;
  readonly certainty: Record<Exposure['certainty'], string>;
  readonly how: Record<Exposure['how'], string>;
  readonly purpose: Record<LookupPurpose, string>;
  readonly why: Record<WhyNotCarried, string>;
  readonly field: Record<NotCarried['field'], string>;
}

export const CASE_WORDS: Record<Language, CaseWords> = { nb, nn, da, en };

/** A text with its `{{places}}` filled; what is filled in is never read as a place. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));
