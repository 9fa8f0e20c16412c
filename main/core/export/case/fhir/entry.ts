import { stableUuid } from '../stable-uuid.ts';

export interface Identifier {
  readonly system: string;
  readonly value: string;
}
export type Reference =
  | { readonly reference: string }
  /** To what is not in the bundle: by its name only. */
  | { readonly type: string; readonly identifier: Identifier };
export interface Concept {
  readonly coding: readonly { readonly system: string; readonly code: string; readonly display?: string }[];
  readonly text?: string;
}

/** A resource of a transaction that is made only where none with its identifier is there (FHIR R4, http.html#ccreate). */
export interface Entry {
  readonly fullUrl: string;
  readonly resource: { readonly resourceType: string; readonly identifier: readonly Identifier[] };
  readonly request: { readonly method: 'POST'; readonly url: string; readonly ifNoneExist: string };
}

const fullUrlOf = ({ system, value }: Identifier): string => `urn:uuid:${stableUuid('fhir', system, value)}`;

/** To another resource of the same bundle, by its identifier. */
export const refersTo = (identifier: Identifier): Reference => ({ reference: fullUrlOf(identifier) });

/** `|`, `,`, `$` and `\` mean something in a search (FHIR R4, search.html#escaping). */
const searched = (value: string): string => encodeURIComponent(value.replaceAll(/[\\|,$]/g, String.raw`\$&`));

export const entry = (
  resourceType: string,
  identifier: Identifier,
  body: Readonly<Record<string, unknown>>,
  others: readonly Identifier[] = [],
): Entry => ({
  fullUrl: fullUrlOf(identifier),
  resource: { resourceType, identifier: [identifier, ...others], ...body },
  request: {
    method: 'POST',
    url: resourceType,
    ifNoneExist: `identifier=${identifier.system}|${searched(identifier.value)}`,
  },
});

export const concept = (system: string, code: string, text: string): Concept => ({
  coding: [{ system, code }],
  text,
});
