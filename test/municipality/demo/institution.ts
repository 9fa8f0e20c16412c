import type { Settings } from '../../../shared/domain/settings.ts';
import type { Country } from './house.ts';
import { HOUSES } from './houses.ts';

export { INSTITUTION, KIOSK, ZONE } from './norway/institution.ts';

/** Opens nothing but the reference municipality on loopback, which knows made-up people only. */
export const DEMO_TOKEN = 'demo-token-for-made-up-people';

/** The demo's settings.json; only where the municipality answers, and with which key it signs packs, differs from start to start. */
export const demoSettings = (
  municipalityUrl: string,
  {
    country = 'NO',
    packKeys = [],
  }: { country?: Country; packKeys?: Settings['municipality']['packKeys'] } = {},
): Settings => ({
  ...HOUSES[country].settings,
  municipality: { url: municipalityUrl, token: DEMO_TOKEN, syncAt: '02:30', packKeys },
});
