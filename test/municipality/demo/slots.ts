/** The demo's visits of a day: every permit class, and one for each thing that can be wrong with a code. */
import type { PermitClass } from '../../../shared/domain/outcome.ts';

export interface Slot {
  /** Two digits: with the day it makes the booking's id. */
  readonly no: string;
  readonly permitClass: PermitClass;
  readonly place: string;
  readonly resident: string;
  readonly visitor: readonly [first: string, last: string];
  readonly phone?: string;
  readonly companions?: readonly string[];
  /** Agreed time, local. */
  readonly from: string;
  readonly to: string;
  readonly special?: 'cancelled' | 'contact-limited' | 'not-sent';
  /** What this letter shows, for whoever tries the demo. */
  readonly shows: string;
}

const YES_OR_NO = 'Svar nei på alt og bli ønsket velkommen; svar ja på ett spørsmål og se hva som skjer.';

export const SLOTS: readonly Slot[] = [
  {
    no: '01',
    permitClass: 'ordinary',
    place: 'furua-rom',
    resident: 'furua-1',
    visitor: ['Kari', 'Prøvesen'],
    phone: '+47 00 00 10 01',
    companions: ['Ola Prøvesen'],
    from: '11:00',
    to: '12:00',
    shows: `Vanlig besøk med ett følge. ${YES_OR_NO}`,
  },
  {
    no: '02',
    permitClass: 'ordinary',
    place: 'besoksrom',
    resident: 'furua-2',
    visitor: ['Bjørn', 'Eksempelrud'],
    from: '13:00',
    to: '13:45',
    shows: `Vanlig besøk i besøksrommet. ${YES_OR_NO}`,
  },
  {
    no: '03',
    permitClass: 'fixed-visitor',
    place: 'hagen',
    resident: 'furua-3',
    visitor: ['Solveig', 'Demodal'],
    phone: '+47 00 00 10 03',
    from: '14:00',
    to: '15:00',
    shows: 'Fast besøkende, ute i hagen.',
  },
  {
    no: '04',
    permitClass: 'end-of-life',
    place: 'bjorka-rom',
    resident: 'bjorka-1',
    visitor: ['Tor', 'Prøvehaug'],
    companions: ['Unni Prøvehaug', 'Åse Prøvehaug'],
    from: '09:00',
    to: '20:00',
    shows:
      'Besøk ved livets slutt, med to i følge. Svar ja på symptomer: veien går gjennom personalet, aldri et nei.',
  },
  {
    no: '05',
    permitClass: 'vigil',
    place: 'bjorka-rom',
    resident: 'bjorka-2',
    visitor: ['Randi', 'Øvingstad'],
    phone: '+47 00 00 10 05',
    from: '00:00',
    to: '24:00',
    shows: 'Våking hele døgnet. Koden kan brukes flere ganger, ut og inn.',
  },
  {
    no: '06',
    permitClass: 'child',
    place: 'besoksrom',
    resident: 'furua-4',
    visitor: ['Marit', 'Prøvesen'],
    companions: ['Lille Per Prøvesen'],
    from: '16:00',
    to: '17:00',
    shows: 'Barn på besøk sammen med en voksen.',
  },
  {
    no: '07',
    permitClass: 'long-stay',
    place: 'furua-rom',
    resident: 'furua-5',
    visitor: ['Håkon', 'Testmoen'],
    from: '12:30',
    to: '13:30',
    shows: 'Besøk hos en som har bodd lenge her og sjelden får besøk.',
  },
  {
    no: '08',
    permitClass: 'birth-partner',
    place: 'besoksrom',
    resident: 'bjorka-3',
    visitor: ['Jonas', 'Eksempelvik'],
    from: '08:00',
    to: '22:00',
    shows: 'Følge ved fødsel. Solbakken har ingen fødestue; brevet viser besøkstypen.',
  },
  {
    no: '09',
    permitClass: 'volunteer',
    place: 'dagstua',
    resident: 'bjorka-4',
    visitor: ['Gerd', 'Frivilligstad'],
    phone: '+47 00 00 10 09',
    from: '10:00',
    to: '12:00',
    shows: 'Frivillig med fast avtale.',
  },
  {
    no: '10',
    permitClass: 'provider',
    place: 'bjorka-rom',
    resident: 'bjorka-5',
    visitor: ['Fredrik', 'Fysiotestad'],
    phone: '+47 00 00 10 10',
    from: '09:30',
    to: '10:15',
    shows: 'Fysioterapeut utenfra.',
  },
  {
    no: '11',
    permitClass: 'service',
    place: 'dagstua',
    resident: 'bjorka-6',
    visitor: ['Siri', 'Saksevik'],
    from: '12:00',
    to: '15:00',
    shows: 'Frisør.',
  },
  {
    no: '12',
    permitClass: 'day-user',
    place: 'dagstua',
    resident: 'bjorka-7',
    visitor: ['Arne', 'Dagtilbudsen'],
    from: '09:00',
    to: '14:30',
    shows: 'Bruker av dagtilbudet: går til dagstua, ikke til avdelingene.',
  },
  {
    no: '13',
    permitClass: 'ordinary',
    place: 'lia-leilighet',
    resident: 'lia-1',
    visitor: ['Wenche', 'Prøvelien'],
    from: '15:00',
    to: '18:00',
    shows: 'Besøk i en privat bolig: spørsmålene er frivillige, og ingen blir nektet.',
  },
  {
    no: '14',
    permitClass: 'ordinary',
    place: 'furua-rom',
    resident: 'furua-6',
    visitor: ['Nils', 'Avlystad'],
    from: '11:30',
    to: '12:30',
    special: 'cancelled',
    shows: 'Avtalen er avlyst.',
  },
  {
    no: '15',
    permitClass: 'ordinary',
    place: 'furua-rom',
    resident: 'furua-7',
    visitor: ['Ellen', 'Skjermdal'],
    from: '13:00',
    to: '14:00',
    special: 'contact-limited',
    shows: 'En beslutning begrenser kontakten: personalet tilkalles, grunnen vises ikke.',
  },
  {
    no: '16',
    permitClass: 'ordinary',
    place: 'paviljongen',
    resident: 'furua-8',
    visitor: ['Øystein', 'Hagerud'],
    from: '14:00',
    to: '15:00',
    shows: 'Avtalen gjelder hageinngangen: skjermen viser veien dit.',
  },
  {
    no: '17',
    permitClass: 'ordinary',
    place: 'furua-rom',
    resident: 'furua-1',
    visitor: ['Ny', 'Avtalesen'],
    companions: ['Fersk Avtalesen'],
    from: '17:00',
    to: '18:00',
    special: 'not-sent',
    shows: 'Avtalt etter siste synkronisering: kiosken kjenner ikke navnet, men koden gjelder.',
  },
];
