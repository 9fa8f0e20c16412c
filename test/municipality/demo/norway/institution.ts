/** Solbakken sykehjem: an institution that does not exist, in the shape of the real ones. */
import type { House } from '../house.ts';
import { ENTRANCES, PLACES } from './places.ts';

export const ZONE = 'Europe/Oslo';
export const INSTITUTION = 'solbakken';
export const KIOSK = 'solbakken-hoved';

export const SETTINGS: House['settings'] = {
  institution: {
    id: INSTITUTION,
    name: 'Solbakken sykehjem',
    zone: ZONE,
    jurisdiction: 'NO',
    language: 'nb',
  },
  kiosk: { id: KIOSK, entrance: 'hoved', port: 4710 },
  wards: [
    { id: 'furua', name: 'Furua', kind: 'nursing-home' },
    { id: 'bjorka', name: 'Bjørka', kind: 'nursing-home' },
    { id: 'lia', name: 'Lia', kind: 'care-housing' },
    { id: 'rypa', name: 'Rypa avlastning', kind: 'respite-unit' },
    { id: 'lerka', name: 'Lerka barnebolig', kind: 'children-housing' },
    { id: 'vogga', name: 'Vogga fødestue', kind: 'hospital-ward' },
    { id: 'solsida', name: 'Solsida dagsenter', kind: 'day-centre' },
  ],
  places: PLACES,
  entrances: ENTRANCES,
  phones: { reception: '+47 00 00 00 01', illness: '+47 00 00 00 02' },
  policyPack: 'no-2020-05-27',
  exportTo: 'exports',
  exportTargets: [],
  closesAt: '21:00',
  retention: { identityDays: 10, contactDays: 10, reasonDays: 10, why: null },
  backup: { folder: 'backups', keep: 14 },
  idle: { warnAfterSeconds: 60, wipeAfterSeconds: 20 },
  demo: true,
};
