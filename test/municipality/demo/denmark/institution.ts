/** Botilbuddet Engen: a Danish institution that does not exist. */
import type { House } from '../house.ts';
import { ENTRANCES, PLACES } from './places.ts';

export const SETTINGS: House['settings'] = {
  institution: {
    id: 'engen',
    name: 'Botilbuddet Engen',
    zone: 'Europe/Copenhagen',
    jurisdiction: 'DK',
    language: 'da',
  },
  kiosk: { id: 'engen-hoved', entrance: 'hoved', port: 4710 },
  wards: [
    { id: 'kloveret', name: 'Kløveret', kind: 'dk-long-term-108' },
    { id: 'valmuen', name: 'Valmuen', kind: 'dk-children-66-6' },
    { id: 'vaerkstedet', name: 'Værkstedet', kind: 'dk-activity-offer' },
  ],
  places: PLACES,
  entrances: ENTRANCES,
  phones: { reception: '+45 00 00 00 01', illness: '+45 00 00 00 02' },
  policyPack: 'dk-2020-05-13',
  exportTo: 'exports',
  exportTargets: [],
  closesAt: '21:00',
  retention: { identityDays: 10, contactDays: 10, reasonDays: 10, why: null },
  backup: { folder: 'backups', keep: 14 },
  idle: { warnAfterSeconds: 60, wipeAfterSeconds: 20 },
  demo: true,
};
