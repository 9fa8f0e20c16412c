/** What is asked of the thread that writes an export, and what it answers: plain data, for it goes between threads. */
import type { Evacuation } from '../../../shared/api/staff.ts';
import type { CaseFormat } from './case/case-export.ts';
import type { ExportFormat } from '../../../shared/domain/events.ts';
import type { CaseData } from '../../../shared/domain/tracing.ts';
import type { House } from './columns/names.ts';
import type { Counted, Provenance } from './pdf-head.ts';
import type { OpenedKeys } from './sources/reader.ts';
import type { Days } from './sources/visits.ts';
import type { Written } from './whole-file.ts';

/** Where the rows come from. */
export type Content =
  | ({ readonly what: 'daily-log' | 'protocol' | 'postponements' | 'statistics' } & Days)
  | { readonly what: 'evacuation'; readonly evacuation: Evacuation }
  | { readonly what: 'line-list' | 'call-sheet'; readonly data: CaseData }
  | { readonly what: CaseFormat; readonly data: CaseData };

export interface Order {
  readonly content: Content;
  readonly format: ExportFormat;
  /** The hidden file to write; it is not there yet. */
  readonly path: string;
  readonly house: House;
  readonly provenance: Provenance;
  readonly kiosk: string;
  /** Of the database, which is opened for reading only. */
  readonly file: string;
  readonly migrationsDir: string;
  readonly resourcesDir: string;
  readonly keys: OpenedKeys;
  /** An age recipient; null: it is written in the clear. */
  readonly recipient: string | null;
}

/** The file is whole and flushed. */
export interface Produced extends Written, Counted {
  /** What the format has no place for, a sentence each. */
  readonly leftOut: readonly string[];
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}
