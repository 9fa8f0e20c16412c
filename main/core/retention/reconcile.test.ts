import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKept, type Kept } from '../../../test/support/kept.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { createNightly, reconcile } from './index.ts';

let kept: Kept;
beforeEach(async () => {
  kept = await startKept();
});
afterEach(() => kept.end());

describe('at start', () => {
  it('a key that is missing without having been destroyed stops it, and nobody is forgotten', async () => {
    const one = kept.visit();
    await kept.nights(1);
    const { store } = kept.kiosk.protocol.dayKeys;
    const file = store.read('2026-03-10.identity');
    if (file === null) throw new Error('no key');
    rmSync(kept.keyFile('2026-03-10.identity'));
    const result = reconcile(kept.parts);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? '' : result.message).toMatch(
      /2026-03-10\.identity\.json.*not destroyed.*Put them back/s,
    );
    store.write(file);
    expect(reconcile(kept.parts)).toEqual({ ok: true, erased: 0 });
    expect(await kept.read(one)).toMatchObject({ visitorName: 'Åse Øverås' });
  });

  it('a list of destroyed keys that cannot be read stops it', () => {
    kept.visit();
    writeFileSync(kept.keyFile('destroyed'), '{');
    const result = reconcile(kept.parts);
    expect(result.ok ? '' : result.message).toContain('destroyed.json');
  });

  it('what lies under a key that was destroyed elsewhere is erased', async () => {
    const one = kept.visit();
    const bytes = kept.bytesOf([one]);
    await kept.nights(1);
    for (const kind of ['identity', 'contact', 'reason'])
      kept.kiosk.protocol.dayKeys.store.destroy([
        { name: `2026-03-10.${kind}`, at: toInstant(kept.kiosk.clock.now()) },
      ]);
    expect(reconcile(kept.parts)).toEqual({ ok: true, erased: 3 });
    expect(await kept.read(one)).toBe('erased');
    expect(kept.found(bytes)).toBe(0);
    expect(kept.erased().map(({ why, upTo, visitIds }) => [why, upTo, visitIds])).toEqual(
      Array.from({ length: 3 }, () => ['restored', '2026-03-10', [one]]),
    );
    expect(reconcile(kept.parts)).toEqual({ ok: true, erased: 0 });
    await kept.holds();
  });

  it('a case whose key was destroyed elsewhere is closed, and what it held goes when its time is over', async () => {
    const one = kept.visit();
    await kept.openCase('c1', [one]);
    await kept.nights(11);
    await createNightly(kept.parts)();
    kept.kiosk.protocol.dayKeys.store.destroy([{ name: 'case-c1', at: toInstant(kept.kiosk.clock.now()) }]);
    expect(reconcile(kept.parts)).toMatchObject({ ok: true });
    expect(kept.ciphertexts(one)).toBe(0);
    expect(kept.kiosk.db.prepare('SELECT count(*) FROM held_key').pluck().get()).toBe(0);
    expect(kept.kiosk.db.prepare('SELECT closed_by IS NOT NULL FROM tracing_case').pluck().get()).toBe(1);
  });
});
