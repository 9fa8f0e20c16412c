/** One end of a presence as it lies in a column. */
import { z } from 'zod';
import { EVIDENCE, presenceEnd } from '../../../shared/domain/presence.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import { canonicalJson } from './canonical.ts';

type TextOf<End extends PresenceEnd | null> = End extends null ? null : string;
type EndOf<Text extends string | null> = Text extends null ? null : PresenceEnd;

export const endText = <End extends PresenceEnd | null>(end: End): TextOf<End> =>
  (end === null ? null : canonicalJson({ ...end })) as TextOf<End>;

/** As `endText` writes it, and as strict as `presenceEnd`: two of them are read with each visit, and this takes a third of the time. */
const INSTANT = z.regexes.datetime({ precision: 3 }).source.slice(1, -1);
const WRITTEN = new RegExp(
  `^\\{"at":"(${INSTANT})","earliest":"(${INSTANT})","evidence":"(${EVIDENCE.join('|')})","latest":"(${INSTANT})"\\}$`,
);

const readEnd = (text: string): PresenceEnd => {
  const [, at = '', earliest = '', evidence = '', latest = ''] = WRITTEN.exec(text) ?? [];
  return at !== '' && earliest <= at && at <= latest
    ? { at, evidence: evidence as PresenceEnd['evidence'], earliest, latest }
    : presenceEnd.parse(JSON.parse(text));
};
/** Throws ZodError, or SyntaxError, for what is no end. */
export const endOf = <Text extends string | null>(text: Text): EndOf<Text> =>
  (text === null ? null : readEnd(text)) as EndOf<Text>;
