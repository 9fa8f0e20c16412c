/** Everybody here is made up; no such family names are borne in Norway. */
import type { DemoStaff, Resident } from '../house.ts';

const names: Record<string, readonly string[]> = {
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
  rypa: ['Vidar Rypelyngli', 'Yngvild Vårsolmo'],
  lerka: ['Ella Lerkesangli', 'Mathias Smørbukkås'],
  vogga: ['Hanna Barnesangvik'],
  solsida: ['Arne Dagtilbudsen'],
};

export const RESIDENTS: readonly Resident[] = Object.entries(names).flatMap(([ward, people]) =>
  people.map((name, index) => ({ id: `${ward}-${index + 1}`, name })),
);

export const STAFF: readonly DemoStaff[] = [
  { id: 'demo-rita', name: 'Rita Resepsjon', role: 'reception', pin: '271828' },
  {
    id: 'demo-ivar',
    name: 'Ivar Smittevern',
    role: 'infection-control',
    pin: '314159',
    passphrase: 'kopp trapp eng lykt',
  },
  { id: 'demo-anne', name: 'Anne Admin', role: 'admin', pin: '161803' },
];
