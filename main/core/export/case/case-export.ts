/** A case as files: the receiver's own, and beside them one that says what they do not hold. */
import type { ExportKind } from '../../../../shared/domain/events.ts';
import type { Language } from '../../../../shared/domain/language.ts';
import type { CaseData } from '../../../../shared/domain/tracing.ts';
import { fhir } from './fhir/index.ts';
import type { CaseExport } from './format.ts';
import { godata } from './godata.ts';
import { iris } from './iris.ts';
import { notCarriedText } from './not-carried.ts';
import { sormas } from './sormas.ts';

export type { CaseExport, CaseFile, NotCarried, WhyNotCarried } from './format.ts';

export type CaseFormat = Extract<ExportKind, 'sormas' | 'godata' | 'iris' | 'fhir'>;

const FORMATS: Readonly<Record<CaseFormat, (data: CaseData, language: Language) => CaseExport>> = {
  sormas,
  godata,
  iris,
  fhir,
};
export const CASE_FORMATS = Object.keys(FORMATS) as readonly CaseFormat[];

export const caseExport = (format: CaseFormat, data: CaseData, language: Language): CaseExport => {
  const made = FORMATS[format](data, language);
  return {
    files: [
      ...made.files,
      {
        name: `${format}-${data.caseId}-NOT-CARRIED.txt`,
        mediaType: 'text/plain',
        text: notCarriedText(made.notCarried, language),
      },
    ],
    notCarried: made.notCarried,
  };
};
