import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKept, type Kept } from '../../../test/support/kept.ts';
import { createNightly } from './index.ts';

let kept: Kept;
beforeEach(async () => {
  kept = await startKept();
});
afterEach(() => kept.end());

describe('what a case holds', () => {
  it('keeps its bytes past its time, while the day’s key goes on time', async () => {
    const held = kept.visit();
    const other = kept.visit('Per Ås');
    await kept.openCase('c1', [held]);
    await kept.nights(11);
    expect(await createNightly(kept.parts)()).toMatchObject({ keys: 3, events: 3 });
    expect(kept.ciphertexts(held)).toBe(3);
    expect(kept.ciphertexts(other)).toBe(0);
    expect(existsSync(kept.keyFile('2026-03-10.identity'))).toBe(false);
    await kept.holds();
  });

  it('is erased when the last case that holds it is closed', async () => {
    const held = kept.visit();
    await kept.openCase('c1', [held]);
    await kept.openCase('c2', [held]);
    await kept.nights(11);
    await createNightly(kept.parts)();
    const bytes = kept.bytesOf([held]);
    expect(kept.closeCase('c1')).toBe(0);
    expect(kept.ciphertexts(held)).toBe(3);
    expect(kept.closeCase('c2')).toBe(1);
    expect(kept.ciphertexts(held)).toBe(0);
    expect(
      kept
        .erased()
        .filter(({ why }) => why === 'case-closed')
        .map(({ visitIds }) => visitIds),
    ).toEqual([[held], [held], [held]]);
    kept.kiosk.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(kept.found(bytes)).toBe(0);
    await kept.holds();
  });

  it('stays for a case that has only its name, when the one that has its key is closed first', async () => {
    const held = kept.visit();
    await kept.openCase('c1', [held]);
    await kept.openCase('c2', [held]);
    kept.kiosk.db.prepare(`DELETE FROM held_key WHERE case_id = 'c2'`).run();
    await kept.nights(11);
    await createNightly(kept.parts)();
    expect(kept.closeCase('c1')).toBe(0);
    expect(await kept.read(held)).toMatchObject({ visitorName: 'Åse Øverås' });
    await kept.holds();
    kept.closeCase('c2');
    await createNightly(kept.parts)();
    expect(await kept.read(held)).toBe('erased');
    await kept.holds();
  });

  it('and is not due yet when the case is closed, waits for its night', async () => {
    const held = kept.visit();
    await kept.openCase('c1', [held]);
    expect(kept.closeCase('c1')).toBe(0);
    expect(await kept.read(held)).toMatchObject({ visitorName: 'Åse Øverås' });
    await kept.nights(11);
    await createNightly(kept.parts)();
    expect(await kept.read(held)).toBe('erased');
  });

  it('without a key of its own for one kind keeps the visit’s own', async () => {
    const held = kept.visit();
    await kept.openCase('c1', [held]);
    kept.kiosk.db.prepare(`DELETE FROM held_key WHERE kind = 'contact'`).run();
    await kept.nights(11);
    await createNightly(kept.parts)();
    expect(kept.ciphertexts(held)).toBe(3);
    expect(existsSync(kept.keyFile('2026-03-10.contact'))).toBe(true);
    kept.closeCase('c1');
    await createNightly(kept.parts)();
    expect(kept.ciphertexts(held)).toBe(0);
    expect(existsSync(kept.keyFile('2026-03-10.contact'))).toBe(false);
  });
});
