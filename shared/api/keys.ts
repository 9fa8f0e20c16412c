/** Who can open past days, and the lead's own key: `/api/infection-control/keys`. */
import { z } from 'zod';
import { id } from '../domain/ids.ts';
import { KEY_PROTECTIONS, KEY_WEAKNESSES } from '../domain/keys.ts';
import { language } from '../domain/language.ts';
import { instant } from '../domain/time.ts';

/** What is wrong with a passphrase. */
export const PASSPHRASE_PROBLEMS = ['too-short', 'only-digits', 'too-simple', 'is-name'] as const;
export type PassphraseProblem = (typeof PASSPHRASE_PROBLEMS)[number];

/**
 * The key of whoever is signed in. `none`: to be set up. `under-pin`: from before there were passphrases, taken over by a set-up. `locked`: needs the
 * passphrase. `open`: opens past days until the session ends.
 */
export const OWN_KEY = ['none', 'under-pin', 'locked', 'open'] as const;

/** GET /api/infection-control/keys */
export const keysState = z.strictObject({
  own: z.enum(OWN_KEY),
  /** Infection-control leads, by name; `keys`: how many of all keys theirs opens. */
  leads: z.array(
    z.strictObject({
      id,
      name: z.string(),
      isYou: z.boolean(),
      /** Null: has not set up a key. */
      since: instant.nullable(),
      keys: z.int(),
      /** Of these, how many nobody else opens: lost if this lead is removed. */
      onlyTheirs: z.int(),
    }),
  ),
  /** Those who were leads and have no account any more, but whose keys still open. */
  strangers: z.array(z.strictObject({ id, since: instant, keys: z.int(), onlyTheirs: z.int() })),
  municipality: z.strictObject({ since: instant, keys: z.int() }).nullable(),
  /** Keys of days and of cases that there are. */
  keys: z.int(),
  protection: z.enum(KEY_PROTECTIONS),
  weaknesses: z.array(z.enum(KEY_WEAKNESSES)),
});
export type KeysState = z.infer<typeof keysState>;

const passphrase = z.string().min(1).max(200);
const recoveryKey = z.string().min(1).max(200);

/** POST …/keys/suggestion */
export const suggestionRequest = z.strictObject({ language });
export const suggestion = z.strictObject({ passphrase: z.string() });
/** POST …/keys/unlock. The wrong one: refusal `wrong-passphrase`, after some tries `locked`. Answers keysState. */
export const unlockRequest = z.strictObject({ passphrase });
/**
 * POST …/keys/set-up : first set-up, and later a new passphrase and recovery key for a key that is open. With `recoveryKey` in place of a
 * forgotten passphrase. Nothing is kept until the recovery key that this answers has been typed back (…/keys/set-up/finish).
 */
export const setUpRequest = z.strictObject({ passphrase, recoveryKey: recoveryKey.nullable() });
export const setUpAnswer = z.strictObject({ recoveryKey: z.string() });
/** POST …/keys/set-up/finish. Answers keysState. */
export const finishRequest = z.strictObject({ recoveryKey });
/** POST …/keys/give and …/keys/remove : a lead's id. Answers keysState. */
export const otherLead = z.strictObject({ id });
