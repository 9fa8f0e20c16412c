/**
 * A bound value that the planner does not look into. Beside a partial index SQLite would plan `visit_id = ?` anew for every value that is bound
 * (it might be one the index leaves out), which costs 10 to 40 µs each time: more than finding the row.
 */
export const BOUND = '(SELECT ?)';
