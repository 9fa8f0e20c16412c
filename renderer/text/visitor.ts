import da from '../../resources/text/da/visitor.json';
import en from '../../resources/text/en/visitor.json';
import nb from '../../resources/text/nb/visitor.json';
import nn from '../../resources/text/nn/visitor.json';
import { startText } from './index.ts';

/** Starts the visitor's words, in bokmål until the core has said what the house speaks. */
export const startVisitorText = () => startText<typeof nb>('visitor', { nb, nn, da, en });
