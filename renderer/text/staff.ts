import en from '../../resources/text/en/staff.json';
import nb from '../../resources/text/nb/staff.json';
import { startText } from './index.ts';

/** Starts the words of reception and infection control, in bokmål. */
export const startStaffText = () => startText('staff', { nb, en });
