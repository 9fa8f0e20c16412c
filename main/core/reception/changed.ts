import type { Visit } from '../protocol/types.ts';
import type { ReceptionParts } from './parts.ts';

/** The visit after an event of it. */
export const changed = ({ protocol }: Pick<ReceptionParts, 'protocol'>, visitId: string): Visit => {
  const visit = protocol.visit(visitId);
  if (visit === null) throw new Error('a visit was written and is not there');
  return visit;
};
