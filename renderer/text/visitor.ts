import en from '../../resources/text/en/visitor.json';
import nb from '../../resources/text/nb/visitor.json';
import { startText } from './index.ts';

/** Starts the visitor's words, in bokmål. */
export const startVisitorText = () => startText('visitor', { nb, en });
