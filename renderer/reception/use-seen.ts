import { useState } from 'react';
import type { VisitRow } from '../../shared/api/staff.ts';

/**
 * What of a visit was on the screen when a dialog about it was opened. The board goes on underneath: what somebody else changed
 * meanwhile must be seen before it is written over.
 */
export const useSeen = (visit: VisitRow) => {
  const [seen, setSeen] = useState(visit.revision);
  return {
    /** What is sent is about this state of the visit. */
    revision: seen,
    changedSince: visit.revision !== seen,
    /** The visit as it is now has been shown. */
    see: () => setSeen(visit.revision),
  };
};
