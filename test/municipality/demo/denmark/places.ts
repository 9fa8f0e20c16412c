import type { Settings } from '../../../../shared/domain/settings.ts';

export const ENTRANCES: Settings['entrances'] = [
  {
    id: 'hoved',
    name: { nb: 'Hovedinngangen', nn: 'Hovudinngangen', da: 'Hovedindgangen', en: 'Main entrance' },
    directions: {
      nb: 'Gå tilbake til parkeringsplassen. Hovedinngangen har en gul dør.',
      nn: 'Gå tilbake til parkeringsplassen. Hovudinngangen har ei gul dør.',
      da: 'Gå tilbage til parkeringspladsen. Hovedindgangen har en gul dør.',
      en: 'Go back to the car park. The main entrance has a yellow door.',
    },
  },
  {
    id: 'have',
    name: { nb: 'Hageporten', nn: 'Hageporten', da: 'Havelågen', en: 'The garden gate' },
    directions: {
      nb: 'Gå ut igjen og langs hekken til venstre. Hageporten er den grønne.',
      nn: 'Gå ut att og langs hekken til venstre. Hageporten er den grøne.',
      da: 'Gå ud igen og langs hækken til venstre. Havelågen er den grønne.',
      en: 'Go back outside and follow the hedge to the left. The garden gate is the green one.',
    },
  },
];

export const PLACES: Settings['places'] = [
  {
    id: 'kloveret-bolig',
    ward: 'kloveret',
    entrance: 'hoved',
    kind: 'own-room',
    capacity: null,
    name: {
      nb: 'Beboerens bolig på Kløveret',
      nn: 'Bustaden til bebuaren på Kløveret',
      da: 'Beboerens bolig på Kløveret',
      en: "The resident's room at Kløveret",
    },
    directions: {
      nb: 'Gå rett fram og følg de grønne pilene til Kløveret. Ring på ved døra.',
      nn: 'Gå rett fram og følg dei grøne pilene til Kløveret. Ring på ved døra.',
      da: 'Gå ligeud, og følg de grønne pile til Kløveret. Ring på ved døren.',
      en: 'Go straight ahead and follow the green arrows to Kløveret. Ring the bell at the door.',
    },
  },
  {
    id: 'kloveret-have',
    ward: 'kloveret',
    entrance: 'hoved',
    kind: 'outdoors',
    capacity: 4,
    name: {
      nb: 'Hagen bak Kløveret',
      nn: 'Hagen bak Kløveret',
      da: 'Haven bag Kløveret',
      en: 'The garden behind Kløveret',
    },
    directions: {
      nb: 'Gå gjennom glassdøra til høyre og ut i hagen. Sett deg ved et ledig bord.',
      nn: 'Gå gjennom glasdøra til høgre og ut i hagen. Set deg ved eit ledig bord.',
      da: 'Gå gennem glasdøren til højre og ud i haven. Sæt dig ved et ledigt bord.',
      en: 'Go through the glass door on the right and out into the garden. Sit down at any free table.',
    },
  },
  {
    id: 'kloveret-stue',
    ward: 'kloveret',
    entrance: 'hoved',
    kind: 'visit-room',
    capacity: 1,
    name: { nb: 'Besøksrommet', nn: 'Besøksrommet', da: 'Besøgsrummet', en: 'The visit room' },
    directions: {
      nb: 'Besøksrommet er første dør til venstre. Vent der, så kommer vi.',
      nn: 'Besøksrommet er første dør til venstre. Vent der, så kjem vi.',
      da: 'Besøgsrummet er første dør til venstre. Vent der, så kommer vi.',
      en: 'The visit room is the first door on the left. Please wait there; we will come.',
    },
  },
  {
    id: 'kloveret-pavillon',
    ward: 'kloveret',
    entrance: 'have',
    kind: 'pavilion',
    capacity: 1,
    name: { nb: 'Paviljongen', nn: 'Paviljongen', da: 'Pavillonen', en: 'The pavilion' },
    directions: {
      nb: 'Paviljongen står midt i hagen, rett innenfor hageporten.',
      nn: 'Paviljongen står midt i hagen, rett innanfor hageporten.',
      da: 'Pavillonen ligger midt i haven, lige inden for havelågen.',
      en: 'The pavilion is in the middle of the garden, just inside the garden gate.',
    },
  },
  {
    id: 'valmuen-vaerelse',
    ward: 'valmuen',
    entrance: 'hoved',
    kind: 'own-room',
    capacity: null,
    name: {
      nb: 'Barnets rom på Valmuen',
      nn: 'Rommet til barnet på Valmuen',
      da: 'Barnets værelse på Valmuen',
      en: "The child's room at Valmuen",
    },
    directions: {
      nb: 'Følg de røde pilene til Valmuen, det er det lave huset. Ring på ved døra.',
      nn: 'Følg dei raude pilene til Valmuen, det er det låge huset. Ring på ved døra.',
      da: 'Følg de røde pile til Valmuen, det er det lave hus. Ring på ved døren.',
      en: 'Follow the red arrows to Valmuen, the low building. Ring the bell at the door.',
    },
  },
  {
    id: 'vaerkstedet-sal',
    ward: 'vaerkstedet',
    entrance: 'hoved',
    kind: 'common-area',
    capacity: 10,
    name: { nb: 'Verkstedet', nn: 'Verkstaden', da: 'Værkstedet', en: 'The workshop' },
    directions: {
      nb: 'Gå over gårdsplassen til den brune døra. Verkstedet er til venstre.',
      nn: 'Gå over tunet til den brune døra. Verkstaden er til venstre.',
      da: 'Gå over gårdspladsen til den brune dør. Værkstedet er til venstre.',
      en: 'Cross the yard to the brown door. The workshop is on the left.',
    },
  },
];
