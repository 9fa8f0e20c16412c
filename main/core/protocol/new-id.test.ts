import { expect, it } from 'vitest';
import { visitId } from '../../../shared/domain/ids.ts';
import { newId } from './new-id.ts';

it('is a UUID of version 7 that begins with its time, another one each time', () => {
  const at = '2026-03-10T12:00:00.000Z';
  const ids = Array.from({ length: 1000 }, () => newId(at));
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) {
    expect(visitId.parse(id)).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse(at));
  }
});

it('sorts as time goes', () => {
  const ids = Array.from({ length: 50 }, (_, minute) =>
    newId(new Date(Date.parse('2026-03-10T12:00:00.000Z') + minute * 60_000).toISOString()),
  );
  expect(ids.toSorted()).toEqual(ids);
});

it('is made also by a clock that stands before 1970', () => {
  expect(newId('1969-12-31T23:59:59.000Z')).toMatch(/^00000000-0000-7/);
});
