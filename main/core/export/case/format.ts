/** What a case becomes in somebody else's format, and what of it does not. */
import type { CaseData } from '../../../../shared/domain/tracing.ts';
import { countLeaves, type LeafPath } from './leaves.ts';

/** Why a format does not carry something. Closed list; the words are in resources/text/LANG/case-exports.json. */
export const WHY_NOT_CARRIED = [
  /** The receiver has no field for it. */
  'no-field',
  /** It describes the event or outbreak, which is made by hand in the receiving program before the import. */
  'made-there',
  /** An identifier that says nothing outside this kiosk; what it points at is carried. */
  'only-here',
  /** The receiver keeps the day, and not the time. */
  'day-only',
  /** It follows from what is carried. */
  'follows',
  /** The person has no name (erased, or closed), and the receiver takes nobody without. */
  'no-name',
  /** The receiver's field is shorter: the end is missing. */
  'too-long',
  /** The receiver's guard against attacks refuses a text that begins or reads like this, and puts another in its place. */
  'refused-there',
  /** In the CSV a tab stands before it, so that no spreadsheet calculates it; the JSON has it as it is. */
  'tab-in-csv',
  /** Nobody else in the file is linked to it. */
  'no-link',
] as const;
export type WhyNotCarried = (typeof WHY_NOT_CARRIED)[number];

/** Where one member of a case goes, in the receiver's own words; why it does not; or both, where some of it is lost. */
export type Fate =
  | { readonly to: string }
  | { readonly why: WhyNotCarried }
  | { readonly to: string; readonly why: WhyNotCarried };
export type Fates = Readonly<Record<LeafPath, Fate>>;

export interface NotCarried {
  /** The path of a member, or of a whole list (`visits[]`). */
  readonly field: LeafPath | 'people[]' | 'visits[]' | 'exposures[]';
  readonly why: WhyNotCarried;
  readonly count: number;
}

export interface CaseFile {
  readonly name: string;
  readonly mediaType: 'text/csv' | 'text/plain' | 'application/json' | 'application/fhir+json';
  readonly text: string;
}

export interface CaseExport {
  readonly files: readonly CaseFile[];
  readonly notCarried: readonly NotCarried[];
}

/** Members that the format has no place for, with how many values each has; then what this very case has too much of. */
export const notCarriedOf = (
  data: CaseData,
  fates: Fates,
  besides: readonly NotCarried[] = [],
): NotCarried[] => {
  const counts = countLeaves(data);
  const missing = (Object.entries(fates) as [LeafPath, Fate][]).flatMap(([field, fate]) => {
    const count = counts.get(field) ?? 0;
    return 'why' in fate && count > 0 ? [{ field, why: fate.why, count }] : [];
  });
  return [...missing, ...besides.filter(({ count }) => count > 0)];
};

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
