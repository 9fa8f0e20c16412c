import type { Inbound } from '../../../shared/domain/sync.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { packDigest } from '../protocol/activations.ts';
import { vouchedBy } from './authentic.ts';
import { lasting } from './fitness.ts';
import type { KnownPack, PackSource } from './library.ts';
import type { OpenPolicy } from './rulebook.ts';

/** `isNew` false: it is here already, and nothing is to be done. */
export type JudgedPack =
  | { readonly ok: true; readonly known: KnownPack; readonly isNew: boolean }
  | { readonly ok: false; readonly problems: readonly string[] };

type Sent = Inbound['packs'][number];

const refused = (...problems: string[]): JudgedPack => ({ ok: false, problems });

/** Whether a pack that came may wait for the lead; changes nothing. What can still come right by itself (its first day, the pack under it) is no reason against it. */
export const judgePack = async (policy: OpenPolicy, sent: Sent, source: PackSource): Promise<JudgedPack> => {
  const { library, activations, clock, settings } = policy;
  const signed = await vouchedBy(settings, sent);
  if (typeof signed === 'string') return refused(`The policy pack is refused: ${signed}`);
  const pack = library.read(signed.json);
  if (!('rules' in pack)) return refused(`The policy pack is refused: ${pack.join(' ')}`);
  const known: KnownPack = { pack, ...signed, sha256: packDigest(signed.json), source };
  const { id, version } = pack;
  const name = `The policy pack «${id}» ${version} is refused:`;
  const twins = [
    ...activations().filter((one) => one.id === id && one.version === version),
    ...[library.received(id, version), library.program(id, version)].filter((one) => one !== null),
  ];
  if (twins.some(({ sha256 }) => sha256 !== known.sha256))
    return refused(`${name} another text with the same version is already known here.`);
  if (twins.some(({ signedBy }) => known.signedBy === null || signedBy === known.signedBy))
    return { ok: true, known, isNew: false };
  const problems = lasting(policy, pack, dayIn(settings.institution.zone, clock.now()));
  return problems.length === 0
    ? { ok: true, known, isNew: true }
    : refused(...problems.map((problem) => `${name} ${problem}`));
};

/** A pack's file as somebody has it: a compact JWS, or plain JSON. Null when it is neither. */
export const sentIn = (text: string): Sent | null => {
  const trimmed = text.trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(trimmed)) return trimmed;
  try {
    const json: unknown = JSON.parse(trimmed);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : null;
  } catch {
    return null;
  }
};
