/** The shortest way through a questionnaire: no to every question at its top that can be answered so. */
export const noToAll = (questionnaire: unknown): unknown[] => {
  const { item = [] } = (questionnaire ?? {}) as { item?: { linkId: string; type: string }[] };
  return item
    .filter(({ type }) => type === 'boolean')
    .map(({ linkId }) => ({ linkId, answer: [{ valueBoolean: false }] }));
};
