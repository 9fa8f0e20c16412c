import da from '../../resources/text/da/staff.json';
import en from '../../resources/text/en/staff.json';
import nb from '../../resources/text/nb/staff.json';
import nn from '../../resources/text/nn/staff.json';
import type { Language } from '../../shared/domain/language.ts';
import { startText } from './index.ts';

/** Starts the words of reception and infection control. */
export const startStaffText = (language: Language) => startText('staff', { nb, nn, da, en }, language);
