/** What follows from the events, and the lists that are kept of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newReceipt } from '../../test/support/protocol.ts';
import { startSmallHouse, told, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { rehash } from '../../test/support/tampering.ts';
import { KEPT_PRESENCE } from './kept-visits.ts';
import type { VerifyResult } from './verify.ts';

let house: SmallHouse;
beforeEach(async () => {
  house = await startSmallHouse();
});
afterEach(() => house.end());

const saying = (part: string): unknown => expect.stringContaining(part);
const first = (result: VerifyResult) => result.findings[0];

describe('verification finds of what follows from the events', () => {
  it('a step that a visit could not take, though the chain is whole', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head;
        UPDATE event SET body = replace(body, '"from":"wait-for-staff"', '"from":"admit"') WHERE seq = 4`);
      rehash(raw, 1);
    });
    expect(result.findings).toEqual([
      { seq: 4, code: 'step', text: saying('«wait-for-staff» was in force') },
    ]);
  });

  it('a visit that is opened twice', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET visit_id = ${VISIT_OF(1)} WHERE seq = 6`);
      rehash(raw, 6);
    });
    expect(told(result)).toContain('6 step');
  });

  it('a list of visits that says otherwise', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(
        `UPDATE visit SET state = 'left' WHERE opened_by = 6; UPDATE visit SET place = 'p9' WHERE opened_by = 1`,
      ),
    );
    expect(result.findings).toEqual([
      { seq: 5, code: 'kept-visit', text: 'the list of visits says otherwise (place)' },
      { seq: 7, code: 'kept-visit', text: 'the list of visits says otherwise (state)' },
    ]);
  });

  it.each([1, 2, 3, 4, 6, 7, 8])('a row of a visit that stands at another event (%s)', async (revision) => {
    const result = await house.tampered((raw) =>
      raw.exec(`UPDATE visit SET revision = ${revision} WHERE opened_by = 1`),
    );
    expect(result.findings).toContainEqual({
      seq: 5,
      code: 'kept-visit',
      text: 'the list of visits says otherwise (revision)',
    });
  });

  it('a visit missing from the list, and one too many', async () => {
    const missing = await house.tampered((raw) => raw.exec('DELETE FROM visit WHERE opened_by = 6'));
    expect(told(missing)).toContain('6 kept-visit');
    const extra = await house.tampered((raw) =>
      raw.exec(
        `INSERT INTO visit SELECT 'nobody', revision, state, opened_by, booking_id, '${newReceipt()}', outcome, ward, place,
           party_size, arrived, "left", overridden, day, legs, resumed_by, told_by, last_day FROM visit WHERE opened_by = 6`,
      ),
    );
    expect(first(extra)).toMatchObject({ code: 'kept-visit', text: saying('no event opened') });
  });

  it('a presence that is changed, gone, or nobody’s', async () => {
    const of = async (sql: string) => told(await house.tampered((raw) => raw.exec(sql)));
    expect(
      await of(`UPDATE presence SET ends_latest = ends_latest + 1 WHERE visit_id = ${VISIT_OF(1)}`),
    ).toEqual(['5 kept-presence']);
    expect(await of(`DELETE FROM presence WHERE visit_id = ${VISIT_OF(1)}`)).toEqual(['5 kept-presence']);
    const copied = `SELECT 'x', leg, ward, place, starts_earliest, starts_latest, ends_earliest, ends_latest FROM presence LIMIT 1`;
    expect(await of(`INSERT INTO presence ${copied}`)).toEqual(['0 kept-presence']);
  });

  it('a column that says what stands for null, or for the row of a presence, where a row is one text', async () => {
    const of = async (sql: string) => told(await house.tampered((raw) => raw.exec(sql)));
    expect(await of(`UPDATE visit SET "left" = char(30) WHERE "left" IS NULL`)).toContain('7 kept-visit');
    expect(
      await of(`UPDATE visit SET last_day = last_day || char(29) || (SELECT ${KEPT_PRESENCE} FROM presence AS p WHERE p.visit_id = visit.visit_id)
        WHERE visit_id = ${VISIT_OF(1)}; DELETE FROM presence WHERE visit_id = ${VISIT_OF(1)}`),
    ).toEqual(['5 kept-visit', '5 kept-presence']);
  });
});
