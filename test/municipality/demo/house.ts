/** What a house of made-up people is made of. Each country has one (houses.ts). */
import type { Settings } from '../../../shared/domain/settings.ts';
import type { PermitClass } from '../../../shared/domain/outcome.ts';
import type { CodeAnswer } from '../../../shared/api/kiosk.ts';
import type { Role } from '../../../shared/domain/staff.ts';

export type Country = Settings['institution']['jurisdiction'];

export interface Resident {
  readonly id: string;
  readonly name: string;
}

export interface DemoStaff {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The same in every demo, and shown in the terminal: it guards made-up people only. */
  readonly pin: string;
  /** Of an infection-control lead; shown and known as the PIN is. */
  readonly passphrase?: string;
}

/** What letters are found under: whoever tries the demo looks for a situation, not for a name. */
export const GROUPS = [
  'usual',
  'own-rules',
  'company',
  'time-and-place',
  'from-outside',
  'residents',
  'home',
  'stopped',
  'not-good',
] as const;
export type Group = (typeof GROUPS)[number];

/** One agreed visit of every day. Days count from that day: -3 is three days before it. */
export interface Slot {
  /** The letter's name; with the day it makes the booking's id. */
  readonly no: string;
  readonly group: Group;
  /** What the letter is, in a few words of the house's language. */
  readonly situation: string;
  readonly permitClass: PermitClass;
  readonly place: string;
  readonly resident: string;
  readonly visitor: readonly [first: string, last: string];
  readonly phone?: string;
  readonly companions?: readonly { readonly name: string; readonly child?: true }[];
  readonly also?: readonly { readonly resident: string; readonly place: string }[];
  /** Agreed from and to, in minutes from the time the agreements are around (demo.ts); `day`: the whole local day. An hour from now unless told. */
  readonly when?: readonly [from: number, to: number] | 'day';
  /** The code holds from the agreed time on, not the whole day. */
  readonly holdsFromVisit?: true;
  readonly stay?: readonly [from: number, to: number];
  readonly lastVisit?: number;
  readonly visitsThisWeek?: number;
  readonly indoorAgreed?: boolean;
  readonly credentials?: {
    readonly organisation: string;
    readonly confidentiality: number | null;
    readonly training: number | null;
  };
  readonly special?: 'cancelled' | 'contact-limited' | 'not-sent';
  /** What the kiosk answers to the code, on the day and before it is used; `ok` unless told. */
  readonly result?: CodeAnswer['result'];
  /** What this letter shows, for whoever tries the demo. */
  readonly shows: string;
}

/** The words of the letters, in the house's language. */
export interface LetterWords {
  readonly locale: string;
  readonly classes: Record<PermitClass, string>;
  readonly groups: Record<Group, string>;
  readonly index: string;
  /** Says that the house is made up, and how the letters are used. */
  readonly introduction: string;
  readonly heading: string;
  readonly visitor: string;
  readonly company: string;
  readonly child: string;
  readonly time: string;
  readonly place: string;
  readonly permit: string;
  readonly approvedBy: string;
  readonly approver: string;
  readonly hold: string;
  readonly wordCode: string;
  readonly qrCode: string;
  readonly demo: string;
  readonly noLetter: string;
  readonly notFound: string;
  /** The codes that are not good, by the letter's name. */
  readonly bad: Record<BadLetter, { readonly situation: string; readonly shows: string }>;
}

export const BAD_LETTERS = [
  'expired',
  'too-early',
  'other-institution',
  'bad-signature',
  'unknown-key',
  'foreign',
] as const;
export type BadLetter = (typeof BAD_LETTERS)[number];

export interface House {
  /** Its settings, but for what differs from start to start. */
  readonly settings: Omit<Settings, 'municipality'>;
  /** The day its clock begins, at the time of day that it is; null: today. */
  readonly begins: string | null;
  readonly residents: readonly Resident[];
  /** The first is an ordinary one, of which bad letters are made. */
  readonly slots: readonly Slot[];
  readonly staff: readonly DemoStaff[];
  readonly words: LetterWords;
}
