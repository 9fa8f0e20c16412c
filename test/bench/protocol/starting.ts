/** How long the core takes to start over a folder, and to give the evacuation list. */
import { createCore } from '../../../main/core/app.ts';
import type { Ports } from '../../../main/core/ports.ts';
import { RESOURCES } from '../../support/core.ts';
import { MIGRATIONS } from '../../support/protocol.ts';
import { percentiles, timedAsync } from './figures.ts';
import type { House } from './house.ts';

const ROUNDS = 5;

export const portsOf = (house: House): Ports => ({
  clock: house.clock,
  secrets: house.secrets,
  keysAtRest: { protection: 'file', weaknesses: [] },
  log: { write: () => undefined },
  settings: house.settings,
  dataDir: house.folder,
  resourcesDir: RESOURCES,
  migrationsDir: MIGRATIONS,
  verify: () => Promise.resolve({ status: 0, line: 'not asked here' }),
  fetch: () => Promise.reject(new TypeError('no municipality in the bench')),
});

export const measureStart = async (house: House): Promise<{ p50: number; p99: number }> => {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { ms, value } = await timedAsync(() => createCore(portsOf(house)));
    if (!value.ok) throw new Error(value.problem.message);
    await value.core.close();
    // The first takes the policy pack in.
    if (round > 0) times.push(ms);
  }
  return percentiles(times);
};
