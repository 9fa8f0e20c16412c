/** Which kind a personal field is of: each kind is sealed under a key of its own and forgotten at a time of its own. */
import { FIELD_KINDS } from '../../../shared/domain/events.ts';
import type { PersonalFields } from '../../../shared/domain/events.ts';

export type FieldKind = (typeof FIELD_KINDS)[number];

const KIND_OF: Record<keyof PersonalFields, FieldKind> = {
  visitorName: 'identity',
  companions: 'identity',
  residentName: 'identity',
  residentId: 'identity',
  alsoResidents: 'identity',
  phone: 'contact',
  reasonText: 'reason',
};
const kindOf = (field: string): FieldKind | undefined => (KIND_OF as Record<string, FieldKind>)[field];

/** The fields that are there, by kind, in the order of FIELD_KINDS; kinds without any are left out. */
export const byKind = (fields: PersonalFields): { kind: FieldKind; fields: PersonalFields }[] =>
  FIELD_KINDS.flatMap((kind) => {
    const some = Object.entries(fields).filter(
      ([field, value]) => value !== undefined && kindOf(field) === kind,
    );
    return some.length === 0 ? [] : [{ kind, fields: Object.fromEntries(some) }];
  });
