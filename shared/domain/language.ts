import { z } from 'zod';

/** Languages that the screens speak today. Nynorsk and dansk come with the complete packs. */
export const LANGUAGES = ['nb', 'en'] as const;
export const language = z.enum(LANGUAGES);
export type Language = z.infer<typeof language>;

/** One text in every language that is spoken: a missing language is an error, not an empty screen. */
export const localText = z.strictObject({ nb: z.string().min(1), en: z.string().min(1) });
export type LocalText = z.infer<typeof localText>;
