/** The closed lists of words that stand in events: screens word them, the protocol keeps them as they are. */
import { z } from 'zod';

/** Why staff decide otherwise than the rules (glossary: overstyring). */
export const OVERRIDE_REASONS = [
  'end-of-life',
  'clinical-assessment',
  'agreed-by-manager',
  'misunderstood-question',
  'new-symptoms-seen',
  'no-capacity',
  'other',
] as const;
export const overrideReason = z.enum(OVERRIDE_REASONS);

/** Why a record is corrected. */
export const CORRECTION_REASONS = [
  'wrong-person',
  'wrong-time',
  'wrong-place',
  'wrong-party',
  'typing-error',
  'other',
] as const;
export const correctionReason = z.enum(CORRECTION_REASONS);

export const VIA = ['camera', 'scanner', 'word-code', 'staff'] as const;
export const via = z.enum(VIA);

/** The closed list of what can become of a code that is held to the kiosk (issue 2 §3; libpretixsync's habit). */
export const CODE_RESULTS = [
  'ok',
  'not-readable',
  'not-ours',
  'bad-signature',
  'unknown-key',
  'expired',
  'too-early',
  'cancelled',
  'already-used',
  'other-institution',
  'other-entrance',
  'blocked',
] as const;
export const codeResult = z.enum(CODE_RESULTS);
export type CodeResult = z.infer<typeof codeResult>;

export const PHASE_SCOPES = ['municipality', 'institution', 'ward'] as const;
export const phaseScope = z.enum(PHASE_SCOPES);
export type PhaseScope = z.infer<typeof phaseScope>;

/** Kinds of personal fields, each sealed under a key of its own so that each can be forgotten at its own time; `all`: sealed before there were kinds. */
export const FIELD_KINDS = ['identity', 'contact', 'reason'] as const;
export const SEALED_KINDS = ['all', ...FIELD_KINDS] as const;
export const sealedKind = z.enum(SEALED_KINDS);
export type SealedKind = z.infer<typeof sealedKind>;

/** Why somebody looks into the protocol (issue of purpose limitation: it is asked first, and written down). */
export const LOOKUP_PURPOSES = [
  'ill-after-visit',
  'infection-in-house',
  'municipal-doctor',
  'own-rights',
  'supervision',
] as const;
export const lookupPurpose = z.enum(LOOKUP_PURPOSES);
export type LookupPurpose = z.infer<typeof lookupPurpose>;

/** What leaves the house (T4, S3:217-221). */
export const EXPORT_KINDS = [
  'daily-log',
  'postponements',
  'statistics',
  'evacuation',
  'protocol',
  'line-list',
  'call-sheet',
  'sormas',
  'godata',
  'iris',
  'fhir',
  'person',
] as const;
export const exportKind = z.enum(EXPORT_KINDS);
export type ExportKind = z.infer<typeof exportKind>;
export const EXPORT_FORMATS = ['csv', 'xlsx', 'pdf', 'json', 'zip'] as const;
export const exportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormat>;

export const CASE_ENDS = ['no-further-exposure', 'handed-over', 'opened-by-mistake', 'other'] as const;
export const caseEnd = z.enum(CASE_ENDS);

export const GIFT_KINDS = ['gift', 'goods'] as const;
export const giftKind = z.enum(GIFT_KINDS);
