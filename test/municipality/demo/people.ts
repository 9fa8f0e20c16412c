/** Everybody here is made up; no such family names are borne in Norway. */

interface Resident {
  readonly id: string;
  readonly name: string;
  readonly ward: 'furua' | 'bjorka' | 'lia';
}

const names: Record<Resident['ward'], readonly string[]> = {
  furua: [
    'Astrid Solskinnsrud',
    'Birger Blåbærli',
    'Dagny Nordlysnes',
    'Einar Regnbuevik',
    'Frøydis Kvitveismo',
    'Gudmund Fjellbrisås',
    'Hjørdis Morgendugg',
    'Ivar Granbarstad',
  ],
  bjorka: [
    'Jorunn Måneskinnsås',
    'Kåre Bekkeklukk',
    'Liv Sommerfuglberg',
    'Magne Kongledal',
    'Nanna Multemyrhaug',
    'Oddvar Reinrosebakk',
    'Petra Stjernestøv',
  ],
  lia: [
    'Ragna Havbrisøy',
    'Sverre Lyngtoppen',
    'Torbjørg Snøfnuggvik',
    'Ulrik Tyttebærhei',
    'Ågot Hvitløvbrekke',
  ],
};

export const RESIDENTS: readonly Resident[] = (['furua', 'bjorka', 'lia'] as const).flatMap((ward) =>
  names[ward].map((name, index) => ({ id: `${ward}-${index + 1}`, name, ward })),
);

export const resident = (id: string): Resident => {
  const found = RESIDENTS.find((one) => one.id === id);
  if (!found) throw new Error(`no resident ${id}`);
  return found;
};
