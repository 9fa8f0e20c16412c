import { entry, refersTo, type Entry } from './entry.ts';
import type { FhirContext } from './context.ts';
import { LOCATION_TYPE } from './systems.ts';

/** The institution, and its wards and places as locations. */
export const houseEntries = ({ data, institution, ward, place }: FhirContext): Entry[] => {
  const managingOrganization = refersTo(institution);
  const physicalType = (code: 'wa' | 'area') => ({ coding: [{ system: LOCATION_TYPE, code }] });
  return [
    entry('Organization', institution, {
      name: data.institution.name,
      address: [{ country: data.institution.jurisdiction }],
    }),
    ...data.wards.map(({ id, name }) =>
      entry('Location', ward(id), { name, physicalType: physicalType('wa'), managingOrganization }),
    ),
    ...data.places.map(({ id, name }) =>
      entry('Location', place(id), { name, physicalType: physicalType('area'), managingOrganization }),
    ),
  ];
};
