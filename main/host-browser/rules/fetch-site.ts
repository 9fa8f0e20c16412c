import { refusal } from '../../platform/door/refusal.ts';
import type { Rule } from './rule.ts';

/** `same-origin` is our page, `none` an address that was typed or opened by the kiosk. `same-site` is another port of this machine. */
const OURS = new Set(['same-origin', 'none']);

/** Every browser in use sends Sec-Fetch-Site; what does not send it is no browser, and has no session unless it was given one. */
export const ownSite: Rule = ({ headers }) => {
  const site = headers['sec-fetch-site'];
  return site === undefined || (typeof site === 'string' && OURS.has(site))
    ? null
    : refusal('not-allowed', 'wrong Sec-Fetch-Site');
};
