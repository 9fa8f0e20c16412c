import { expect, it } from 'vitest';
import { demoSettings } from '../../test/municipality/demo/institution.ts';
import { settings } from './settings.ts';

const whole = demoSettings('http://127.0.0.1:9');

it.each(['wards', 'places', 'entrances'] as const)('settings do not name two of their %s alike', (list) => {
  const [first] = whole[list];
  const twice = settings.safeParse({ ...whole, [list]: [...whole[list], first] });
  expect(twice.error?.issues.map(({ path }) => path)).toEqual([[list, whole[list].length, 'id']]);
});
