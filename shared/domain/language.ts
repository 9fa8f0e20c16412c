import { z } from 'zod';

/** Languages that screens, questions, rules and slips speak: bokmål, nynorsk, dansk, English (P14, S2:378-379). */
export const LANGUAGES = ['nb', 'nn', 'da', 'en'] as const;
export const language = z.enum(LANGUAGES);
export type Language = z.infer<typeof language>;

const text = z.string().min(1);
/** One text in every language that is spoken: a missing language is an error, not an empty screen. */
export const localText = z.strictObject({ nb: text, nn: text, da: text, en: text });
export type LocalText = z.infer<typeof localText>;

/** What a house speaks until somebody chooses another. */
export const HOME_LANGUAGE = { NO: 'nb', DK: 'da' } as const satisfies Record<'NO' | 'DK', Language>;
