import { z } from 'zod';
import { pack } from './pack.ts';

/** The shape of a policy pack for editors, as JSON Schema 2020-12; what it cannot say, `policy check` does. Kept in resources/policies/pack.schema.json. */
export const packJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Besøksvert policy pack',
  ...z.toJSONSchema(pack, { io: 'input' }),
});
