import type { Questionnaire } from '../questions/questionnaire.ts';
import type { Pack } from './pack.ts';

export type LoadedPack = { ok: true; pack: Pack } | { ok: false; problems: string[] };

/** Reads a pack; what it refuses is named, each problem in a sentence. Never throws. */
export const loadPack = (_json: unknown): LoadedPack => ({ ok: false, problems: ['not written yet'] });

/** What of a pack does not fit the questionnaire it asks: one sentence a problem, none when they fit. */
export const mismatches = (_pack: Pack, _questionnaire: Questionnaire): string[] => [];
