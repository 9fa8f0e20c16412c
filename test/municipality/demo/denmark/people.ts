/** Everybody here is made up; no such family names are borne in Denmark. */
import type { DemoStaff, Resident } from '../house.ts';

const names: Record<string, readonly string[]> = {
  kloveret: [
    'Aksel Kløvermarksgård',
    'Birthe Regnvejrsbæk',
    'Carl Mosekoneholm',
    'Dorthe Solstrålekær',
    'Ejnar Bølgeskumsø',
    'Grethe Lærkesangsdal',
    'Helge Brombærkrat',
    'Inga Vintergækby',
  ],
  valmuen: ['Lærke Valmuebakke', 'Storm Mælkebøttelund'],
  vaerkstedet: ['Palle Høvlspånby'],
};

export const RESIDENTS: readonly Resident[] = Object.entries(names).flatMap(([ward, people]) =>
  people.map((name, index) => ({ id: `${ward}-${index + 1}`, name })),
);

export const STAFF: readonly DemoStaff[] = [
  { id: 'demo-rikke', name: 'Rikke Reception', role: 'reception', pin: '271828' },
  {
    id: 'demo-henrik',
    name: 'Henrik Hygiejne',
    role: 'infection-control',
    pin: '314159',
    passphrase: 'kop trappe eng lygte',
  },
  { id: 'demo-anja', name: 'Anja Administrator', role: 'admin', pin: '161803' },
];
