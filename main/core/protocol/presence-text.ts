/** One end of a presence as it lies in a column. */
import { presenceEnd } from '../../../shared/domain/presence.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import { canonicalJson } from './canonical.ts';

type TextOf<End extends PresenceEnd | null> = End extends null ? null : string;
type EndOf<Text extends string | null> = Text extends null ? null : PresenceEnd;

export const endText = <End extends PresenceEnd | null>(end: End): TextOf<End> =>
  (end === null ? null : canonicalJson({ ...end })) as TextOf<End>;
export const endOf = <Text extends string | null>(text: Text): EndOf<Text> =>
  (text === null ? null : presenceEnd.parse(JSON.parse(text))) as EndOf<Text>;
