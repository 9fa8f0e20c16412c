/** SQL over table `visit`: a visit that was a mistake from the beginning is no visit. Asked of closed ones only, so that it costs the others nothing. */
export const NOT_UNDONE = `NOT (visit.state = 'closed' AND EXISTS (
  SELECT 1 FROM event AS mistake WHERE mistake.visit_id = visit.visit_id
    AND mistake.type = 'visit.undone' AND mistake.refers_to = visit.opened_by))`;
