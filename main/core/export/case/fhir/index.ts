/** A case as a FHIR R4 transaction: sent twice, it makes everything once. resources/docs/case-formats.md. */
import type { Language } from '../../../../../shared/domain/language.ts';
import type { CaseData } from '../../../../../shared/domain/tracing.ts';
import { json, notCarriedOf, type CaseExport } from '../format.ts';
import { contextOf } from './context.ts';
import { exposureEntries } from './exposures.ts';
import { FHIR_FATES } from './fates.ts';
import { houseEntries } from './house.ts';
import { peopleEntries } from './people.ts';
import { presenceEntries } from './presence.ts';
import { caseEntries } from './the-case.ts';

export const fhir = (data: CaseData, language: Language): CaseExport => {
  const context = contextOf(data, language);
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      ...houseEntries(context),
      ...peopleEntries(context),
      ...presenceEntries(context),
      ...exposureEntries(context),
      ...caseEntries(context),
    ],
  };
  return {
    files: [{ name: `fhir-${data.caseId}.json`, mediaType: 'application/fhir+json', text: json(bundle) }],
    notCarried: notCarriedOf(data, FHIR_FATES),
  };
};
