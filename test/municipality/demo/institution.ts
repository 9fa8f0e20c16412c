/** Solbakken sykehjem: an institution that does not exist, in the shape of the real ones. */
import type { Settings } from '../../../shared/domain/settings.ts';

export const ZONE = 'Europe/Oslo';
export const INSTITUTION = 'solbakken';
export const INSTITUTION_NAME = 'Solbakken sykehjem';
export const KIOSK = 'solbakken-hoved';
/** Opens nothing but the reference municipality on loopback, which knows made-up people only. */
export const DEMO_TOKEN = 'demo-token-for-made-up-people';

export const WARDS: Settings['wards'] = [
  { id: 'furua', name: 'Furua', kind: 'nursing-home' },
  { id: 'bjorka', name: 'Bjørka', kind: 'nursing-home' },
  { id: 'lia', name: 'Lia', kind: 'care-housing' },
];

export const ENTRANCES: Settings['entrances'] = [
  {
    id: 'hoved',
    name: { nb: 'Hovedinngangen', nn: 'Hovedinngangen', da: 'Hovedinngangen', en: 'Main entrance' },
    directions: {
      nb: 'Gå rundt bygningen til forsiden. Hovedinngangen er under det røde taket.',
      nn: 'Gå rundt bygningen til forsiden. Hovedinngangen er under det røde taket.',
      da: 'Gå rundt bygningen til forsiden. Hovedinngangen er under det røde taket.',
      en: 'Walk round to the front of the building. The main entrance is under the red roof.',
    },
  },
  {
    id: 'hage',
    name: { nb: 'Hageinngangen', nn: 'Hageinngangen', da: 'Hageinngangen', en: 'Garden entrance' },
    directions: {
      nb: 'Gå ut igjen og følg den hvite steinveien til høyre, rundt hjørnet. Det tar to minutter.',
      nn: 'Gå ut igjen og følg den hvite steinveien til høyre, rundt hjørnet. Det tar to minutter.',
      da: 'Gå ut igjen og følg den hvite steinveien til høyre, rundt hjørnet. Det tar to minutter.',
      en: 'Go back outside and follow the white gravel path to the right, round the corner. It takes two minutes.',
    },
  },
];

export const PLACES: Settings['places'] = [
  {
    id: 'furua-rom',
    ward: 'furua',
    entrance: 'hoved',
    kind: 'own-room',
    capacity: null,
    name: {
      nb: 'Beboerens rom på Furua',
      nn: 'Beboerens rom på Furua',
      da: 'Beboerens rom på Furua',
      en: "The resident's room at Furua",
    },
    directions: {
      nb: 'Ta heisen til 2. etasje og følg de grønne pilene til Furua. Ring på ved døra.',
      nn: 'Ta heisen til 2. etasje og følg de grønne pilene til Furua. Ring på ved døra.',
      da: 'Ta heisen til 2. etasje og følg de grønne pilene til Furua. Ring på ved døra.',
      en: 'Take the lift to the second floor and follow the green arrows to Furua. Ring the bell at the door.',
    },
  },
  {
    id: 'bjorka-rom',
    ward: 'bjorka',
    entrance: 'hoved',
    kind: 'own-room',
    capacity: null,
    name: {
      nb: 'Beboerens rom på Bjørka',
      nn: 'Beboerens rom på Bjørka',
      da: 'Beboerens rom på Bjørka',
      en: "The resident's room at Bjørka",
    },
    directions: {
      nb: 'Gå rett fram og følg de gule pilene til Bjørka. Ring på ved døra.',
      nn: 'Gå rett fram og følg de gule pilene til Bjørka. Ring på ved døra.',
      da: 'Gå rett fram og følg de gule pilene til Bjørka. Ring på ved døra.',
      en: 'Go straight ahead and follow the yellow arrows to Bjørka. Ring the bell at the door.',
    },
  },
  {
    id: 'lia-leilighet',
    ward: 'lia',
    entrance: 'hoved',
    kind: 'home',
    capacity: null,
    name: { nb: 'Leilighet i Lia', nn: 'Leilighet i Lia', da: 'Leilighet i Lia', en: 'Flat in Lia' },
    directions: {
      nb: 'Gå gjennom korridoren til venstre og følg de blå pilene til Lia. Ring på hos den du skal besøke.',
      nn: 'Gå gjennom korridoren til venstre og følg de blå pilene til Lia. Ring på hos den du skal besøke.',
      da: 'Gå gjennom korridoren til venstre og følg de blå pilene til Lia. Ring på hos den du skal besøke.',
      en: 'Go through the corridor on the left and follow the blue arrows to Lia. Ring at the door of the person you are visiting.',
    },
  },
  {
    id: 'besoksrom',
    ward: 'furua',
    entrance: 'hoved',
    kind: 'visit-room',
    capacity: 2,
    name: { nb: 'Besøksrommet', nn: 'Besøksrommet', da: 'Besøksrommet', en: 'The visit room' },
    directions: {
      nb: 'Besøksrommet er første dør til høyre. Vent der, så kommer vi.',
      nn: 'Besøksrommet er første dør til høyre. Vent der, så kommer vi.',
      da: 'Besøksrommet er første dør til høyre. Vent der, så kommer vi.',
      en: 'The visit room is the first door on the right. Please wait there; we will come.',
    },
  },
  {
    id: 'dagstua',
    ward: 'bjorka',
    entrance: 'hoved',
    kind: 'common-area',
    capacity: 3,
    name: {
      nb: 'Dagstua på Bjørka',
      nn: 'Dagstua på Bjørka',
      da: 'Dagstua på Bjørka',
      en: 'The day room at Bjørka',
    },
    directions: {
      nb: 'Gå rett fram og følg de gule pilene. Dagstua er ved de store vinduene.',
      nn: 'Gå rett fram og følg de gule pilene. Dagstua er ved de store vinduene.',
      da: 'Gå rett fram og følg de gule pilene. Dagstua er ved de store vinduene.',
      en: 'Go straight ahead and follow the yellow arrows. The day room is by the big windows.',
    },
  },
  {
    id: 'hagen',
    ward: 'furua',
    entrance: 'hoved',
    kind: 'outdoors',
    capacity: 4,
    name: { nb: 'Sansehagen', nn: 'Sansehagen', da: 'Sansehagen', en: 'The sensory garden' },
    directions: {
      nb: 'Gå gjennom glassdøra til venstre og ut i hagen. Sett deg på en ledig benk.',
      nn: 'Gå gjennom glassdøra til venstre og ut i hagen. Sett deg på en ledig benk.',
      da: 'Gå gjennom glassdøra til venstre og ut i hagen. Sett deg på en ledig benk.',
      en: 'Go through the glass door on the left and out into the garden. Sit down on any free bench.',
    },
  },
  {
    id: 'paviljongen',
    ward: 'bjorka',
    entrance: 'hage',
    kind: 'pavilion',
    capacity: 1,
    name: { nb: 'Hagepaviljongen', nn: 'Hagepaviljongen', da: 'Hagepaviljongen', en: 'The garden pavilion' },
    directions: {
      nb: 'Paviljongen står rett foran deg når du kommer inn hageinngangen.',
      nn: 'Paviljongen står rett foran deg når du kommer inn hageinngangen.',
      da: 'Paviljongen står rett foran deg når du kommer inn hageinngangen.',
      en: 'The pavilion is right in front of you as you come in by the garden entrance.',
    },
  },
];

/** The demo's settings.json; only where the municipality answers differs from start to start. */
export const demoSettings = (municipalityUrl: string): Settings => ({
  institution: { id: INSTITUTION, name: INSTITUTION_NAME, zone: ZONE, jurisdiction: 'NO', language: 'nb' },
  kiosk: { id: KIOSK, entrance: 'hoved', port: 4710 },
  wards: WARDS,
  places: PLACES,
  entrances: ENTRANCES,
  phones: { reception: '+47 00 00 00 01', illness: '+47 00 00 00 02' },
  municipality: { url: municipalityUrl, token: DEMO_TOKEN, syncAt: '02:30', packKeys: [] },
  policyPack: 'no-2020-05-27',
  exportTo: 'exports',
  idle: { warnAfterSeconds: 60, wipeAfterSeconds: 20 },
  demo: true,
});
