import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newKey } from '../../../test/municipality/keys.ts';
import { openedExport } from '../../../test/municipality/opened-export.ts';
import { dailyLogOf, LEAD, rowsIn, startExports, type TestExports } from '../../../test/support/exports.ts';
import { checkIn, startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import { ageRecipient, encrypted } from '../keys/age.ts';
import { MUNICIPALITY } from '../sync/index.ts';
import { manifest } from './manifest.ts';

const TODAY = '2026-03-10';
const municipality = newKey('X25519');

let at: TestProtocol;
let exporting: TestExports;
beforeEach(() => {
  at = startProtocol();
  exporting = startExports(at);
});
afterEach(() => at.end());

const known = () => at.protocol.addRecipient(MUNICIPALITY, municipality.jwk);

describe('an encrypted export', () => {
  it.each(['csv', 'xlsx', 'pdf'] as const)(
    'as %s is opened by the municipality’s private key alone',
    async (format) => {
      await known();
      checkIn(at.protocol);
      const result = await exporting.written(dailyLogOf(TODAY, { format, encrypt: true }));
      expect(result.file).toBe(`besoksprotokoll-solbakken-${TODAY}.${format}.age`);
      const bytes = readFileSync(join(result.folder, result.file));
      expect(bytes.toString('latin1')).not.toContain('Øverås');
      const opened = await openedExport(bytes, municipality.privateKey);
      if (format === 'csv') {
        expect(rowsIn(opened.toString('utf8'))[0]).toMatchObject({ Besøkende: 'Åse Øverås' });
        expect(createHash('sha256').update(opened).digest('hex')).toBe(result.contentSha256);
      } else
        expect(opened.subarray(0, 4).toString('latin1')).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004');
      await expect(openedExport(bytes, newKey('X25519').privateKey)).rejects.toThrow();
    },
  );

  it('says in its manifest to whom, and what the bytes on the stick are', async () => {
    await known();
    const { folder, file, sha256 } = await exporting.written(dailyLogOf(TODAY, { encrypt: true }));
    const said = manifest.parse(JSON.parse(readFileSync(join(folder, `${file}.manifest.json`), 'utf8')));
    expect(said.file).toMatchObject({ name: file, sha256 });
    expect(said.encryption).toEqual({
      format: 'age-encryption.org/v1',
      recipient: ageRecipient(municipality.jwk),
    });
  });

  it('is not made while the municipality’s key is not known', async () => {
    expect(await exporting.exports.start(dailyLogOf(TODAY, { encrypt: true }), LEAD)).toEqual({
      ok: false,
      problem: 'no-municipality-key',
    });
  });

  it('that is changed by one bit does not open', async () => {
    await known();
    const { folder, file } = await exporting.written(dailyLogOf(TODAY, { encrypt: true }));
    const bytes = readFileSync(join(folder, file));
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
    await expect(openedExport(bytes, municipality.privateKey)).rejects.toThrow();
  });
});

it('a long file is encrypted as it comes, in pieces', async () => {
  const recipient = ageRecipient(municipality.jwk) ?? '';
  let pulled = 0;
  const plain = async function* () {
    for (; pulled < 64; pulled += 1) yield await Promise.resolve(new Uint8Array(65_536).fill(pulled));
  };
  const pieces: Uint8Array[] = [];
  let furthest = 0;
  for await (const piece of await encrypted([recipient], plain())) {
    pieces.push(piece);
    furthest = Math.max(furthest, pulled - pieces.length);
  }
  expect(furthest).toBeLessThan(8);
  expect(await openedExport(Buffer.concat(pieces), municipality.privateKey)).toHaveLength(64 * 65_536);
});

it.each([
  [{ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }],
  [{ kty: 'OKP', crv: 'X25519', x: 'AAAA' }],
  [{ kty: 'EC', crv: 'P-256' }],
])('%j is no key to encrypt to', (jwk) => {
  expect(ageRecipient(jwk)).toBeNull();
});
