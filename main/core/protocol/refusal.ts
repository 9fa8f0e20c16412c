/** Everything the protocol may answer instead of writing. Nothing of the transaction is kept when one is thrown out of it. */
export const PROTOCOL_REFUSALS = [
  /** The body is not of its type's shape. */
  'bad-body',
  /** `visitId` is missing where the type needs it, or given where it has none; or fields to seal without one. */
  'bad-visit-id',
  /** The event that is referred to is not there, or is another visit's. */
  'bad-reference',
  'unknown-visit',
  'visit-exists',
  'receipt-taken',
  /** The outcome does not belong to this type of opening event, or a presence is missing or too many. */
  'outcome-mismatch',
  /** The override starts from another outcome than the one in force. */
  'outcome-changed',
  'nothing-changes',
  /** In care housing a visit may not be refused (P8, S0:103-125). */
  'right-of-access',
  /** Check-out of somebody who is not inside. */
  'not-inside',
  /** Withdrawal of somebody who does not wait, or was inside before. */
  'not-waiting',
  /** Somebody comes back to a visit that is no vigil's, or that they have not left. */
  'not-out',
  /** Override of a visit that is over. */
  'visit-over',
  /** A correction of an arrival or a leaving that never was. */
  'never-arrived',
  'left-before-arrived',
  'in-the-future',
  /** A resident goes out who is out, or comes back who is not. */
  'already-out',
  'already-back',
  /** What is to be undone is not what happened last. */
  'not-the-newest',
  /** A reason for a no, where nobody was told no. */
  'no-reason-owed',
  /** A gift that was handed over already. */
  'already-handed-over',
  /** Fields to seal for a visit whose key is erased, or no longer open to the kiosk. */
  'key-erased',
  'key-closed',
] as const;
export type ProtocolRefusalCode = (typeof PROTOCOL_REFUSALS)[number];

/** An expected failure of the protocol: what was asked for cannot be, and nothing is written. */
export class ProtocolRefusal extends Error {
  readonly code: ProtocolRefusalCode;
  constructor(code: ProtocolRefusalCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'ProtocolRefusal';
    this.code = code;
  }
}
