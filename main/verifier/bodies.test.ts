/** The verifier's table of bodies and the writer's shapes were written apart; here they are laid side by side. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventShapes } from '../../shared/domain/events.ts';
import { BODIES } from './bodies.ts';
import type { Shape } from './shapes.ts';

/** What a JSON Schema and a shape can both say. */
interface Said {
  readonly members?: Readonly<Record<string, Said>>;
  readonly optional?: readonly string[];
  readonly item?: Said;
  readonly values?: readonly string[];
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
}

const sorted = (values: readonly string[]): readonly string[] => [...values].sort();

const ofSchema = (schema: Schema): Said => {
  const other = schema.anyOf?.find(({ type }) => type !== 'null');
  if (other) return ofSchema(other);
  const { properties, required = [], items } = schema;
  return {
    ...(properties && {
      members: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, ofSchema(one)])),
      optional: sorted(Object.keys(properties).filter((name) => !required.includes(name))),
    }),
    ...(items && { item: ofSchema(items) }),
    ...(schema.enum && { values: sorted(schema.enum) }),
  };
};

const ofShape = ({ members, item, values }: Shape): Said => ({
  ...(members && {
    members: Object.fromEntries(Object.entries(members).map(([name, one]) => [name, ofShape(one)])),
    optional: sorted(Object.keys(members).filter((name) => members[name]?.optional === true)),
  }),
  ...(item && { item: ofShape(item) }),
  ...(values && { values: sorted(values) }),
});

const versions = Object.entries(eventShapes).flatMap(([type, shapes]) =>
  Object.entries(shapes as Readonly<Record<string, z.ZodType>>).map(
    ([version, shape]) => [type, Number(version), shape] as const,
  ),
);

describe('the verifier’s table of bodies', () => {
  it('knows every type and version that is written, and no other', () => {
    const known = Object.entries(BODIES).flatMap(([type, shapes]) =>
      Object.keys(shapes).map((version) => `${type} ${version}`),
    );
    expect(sorted(known)).toEqual(sorted(versions.map(([type, version]) => `${type} ${version}`)));
  });

  it.each(versions)('has the members and the lists of values of «%s» version %s', (type, version, shape) => {
    const mine = BODIES[type]?.[version];
    if (mine === undefined) throw new Error('not known');
    expect(ofShape(mine)).toEqual(ofSchema(z.toJSONSchema(shape) as Schema));
  });
});
