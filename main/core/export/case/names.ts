/** What a name is where the receiver insists on two. `N.N.`: nomen nescio, as registers everywhere write it. */
export const NO_NAME = 'N.N.';

export interface TwoNames {
  readonly firstName: string;
  readonly lastName: string;
}

/** The last word is the last name; that is a guess, and a person with one name has it as the last. */
export const twoNames = (name: string): TwoNames => {
  const at = name.search(/\s+\S+$/u);
  return at < 1
    ? { firstName: NO_NAME, lastName: name }
    : { firstName: name.slice(0, at), lastName: name.slice(at).trim() };
};

/** With 00 for +: a spreadsheet takes a cell that begins with + for a formula. */
export const phoneForCsv = (phone: string): string => phone.replace(/^\+/, '00');
