import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { PolicyChange } from '../../../shared/api/policy.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { packInForce, type OpenPolicy } from './rulebook.ts';

/** Proof that a change was rehearsed here today, as it is and over the rules as they are. */
export interface RehearsalTokens {
  of(change: PolicyChange): string;
  fits(token: string, change: PolicyChange): boolean;
}

/** Keyed by the kiosk's own key, so that it outlives a restart and nobody makes one up. */
export const createRehearsalTokens = (policy: OpenPolicy, kioskKey: Buffer): RehearsalTokens => {
  const key = Buffer.from(hkdfSync('sha256', kioskKey, '', 'besoksvert/rehearsal/1', 32));
  const { library, clock, settings } = policy;
  const textOf = (id: string, version: string) => library.find(id, version)?.sha256 ?? '';
  /** All that the rehearsal's answer hangs on, apart from who has come since. */
  const bound = (change: PolicyChange): string => {
    const changed = change.kind === 'pack' ? library.find(change.id, change.version) : null;
    const base = changed?.pack.buildsOn ?? null;
    return canonicalJson({
      change: { ...change },
      day: dayIn(settings.institution.zone, clock.now()),
      inForce: packInForce(policy).sha256,
      text: changed?.sha256 ?? '',
      base: base === null ? '' : textOf(base.id, base.version),
    });
  };
  const mac = (change: PolicyChange): Buffer => createHmac('sha256', key).update(bound(change)).digest();
  return {
    of: (change) => mac(change).toString('base64url'),
    fits: (token, change) => {
      const given = Buffer.from(token, 'base64url');
      const wanted = mac(change);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
};
