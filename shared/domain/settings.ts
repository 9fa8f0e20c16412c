import { z } from 'zod';
import { phone } from './booking.ts';
import { id } from './ids.ts';
import { language, localText } from './language.ts';
import { placeKind, wardKind } from './outcome.ts';
import { timeOfDay } from './time.ts';

const zone = z
  .string()
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'an IANA time zone');

export const ward = z.strictObject({ id, name: z.string().min(1), kind: wardKind });
export const place = z.strictObject({
  id,
  ward: id,
  name: localText,
  entrance: id,
  kind: placeKind,
  /** How many visits it holds at once; null: not counted. A pack's phase may hold it lower. */
  capacity: z.int().min(1).nullable(),
  /** How to get there from its entrance, for the visitor: never a resident's name (F5, S0:497). */
  directions: localText,
});
export const entrance = z.strictObject({
  id,
  name: localText,
  /** How to get to this entrance from the others. */
  directions: localText,
});

/** `settings.json` of one kiosk. What cannot be read is an error, never a default (design.md §4). */
export const settings = z
  .strictObject({
    institution: z.strictObject({
      id,
      name: z.string().min(1),
      zone,
      jurisdiction: z.enum(['NO', 'DK']),
      /** What screens, slips and exports speak until somebody chooses another. */
      language,
    }),
    kiosk: z.strictObject({ id, entrance: id, port: z.int().min(1024).max(65535) }),
    wards: z.array(ward).min(1),
    places: z.array(place).min(1),
    entrances: z.array(entrance).min(1),
    phones: z.strictObject({ reception: phone, illness: phone }),
    municipality: z.strictObject({
      url: z.url({ protocol: /^https?$/ }),
      token: z.string().min(16),
      /** Local time of the nightly sync, in the institution's zone. */
      syncAt: timeOfDay,
      /** The municipality's public keys (Ed25519) that sign policy packs; put here at set-up, never by a sync. */
      packKeys: z.array(
        z.strictObject({
          kty: z.literal('OKP'),
          crv: z.literal('Ed25519'),
          kid: z.string().min(1).max(16),
          x: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'an Ed25519 public key'),
        }),
      ),
    }),
    /** Which pack of resources/policies decides, until the municipality sends another. */
    policyPack: id,
    /** Where the infection-control lead's exports are written; a path, absolute or relative to the data folder. */
    exportTo: z.string().min(1),
    /** Other places that exports may go to, such as a USB stick: nothing is ever written elsewhere. `path` is absolute. */
    exportTargets: z
      .array(
        z.strictObject({
          id,
          name: z.string().min(1).max(60),
          path: z.string().min(1),
          removable: z.boolean(),
        }),
      )
      .max(20),
    /** Local time at which visits end for the day: whoever was not checked out is swept then. */
    closesAt: timeOfDay,
    /** Days after the visit until each kind of personal field is erased: at most 10, or with a written reason 14 (brief, «Retention»). */
    retention: z.strictObject({
      identityDays: z.int().min(1).max(14),
      contactDays: z.int().min(1).max(14),
      reasonDays: z.int().min(1).max(14),
      why: z.string().min(3).max(300).nullable(),
    }),
    /** Rolling encrypted copies of the protocol: on another disk where there is one. Relative to the data folder; null: none are made. */
    backup: z.strictObject({ folder: z.string().min(1).nullable(), keep: z.int().min(1).max(60) }),
    /** Idle: after so many seconds the warning comes; it stays at least 20 s. */
    idle: z.strictObject({
      warnAfterSeconds: z.int().min(20).max(600),
      wipeAfterSeconds: z.int().min(20).max(120),
    }),
    /** Marked on every screen; made-up people only. */
    demo: z.boolean(),
    /** How far a demo's clock stands from the machine's, in milliseconds: some rules held for some weeks of 2020 only. */
    clockOffsetMs: z.int().optional(),
  })
  .superRefine((value, context) => {
    const known = (
      list: readonly { id: string }[],
      wanted: string,
      path: (string | number)[],
      what: string,
    ) => {
      if (!list.some((entry) => entry.id === wanted))
        context.addIssue({ code: 'custom', path, message: `unknown ${what} «${wanted}»` });
    };
    for (const list of ['wards', 'places', 'entrances'] as const)
      value[list].forEach(({ id: each }, index) => {
        if (value[list].findIndex((other) => other.id === each) !== index)
          context.addIssue({
            code: 'custom',
            path: [list, index, 'id'],
            message: `«${each}» is there twice`,
          });
      });
    known(value.entrances, value.kiosk.entrance, ['kiosk', 'entrance'], 'entrance');
    if (value.clockOffsetMs !== undefined && !value.demo)
      context.addIssue({
        code: 'custom',
        path: ['clockOffsetMs'],
        message: 'only a demo has another clock than the machine',
      });
    const { identityDays, contactDays, reasonDays, why } = value.retention;
    if (Math.max(identityDays, contactDays, reasonDays) > 10 && why === null)
      context.addIssue({
        code: 'custom',
        path: ['retention', 'why'],
        message: 'more than 10 days needs a written reason',
      });
    value.places.forEach((entry, index) => {
      known(value.wards, entry.ward, ['places', index, 'ward'], 'ward');
      known(value.entrances, entry.entrance, ['places', index, 'entrance'], 'entrance');
    });
  });
export type Settings = z.infer<typeof settings>;
export type Ward = z.infer<typeof ward>;
export type Place = z.infer<typeof place>;
export type Entrance = z.infer<typeof entrance>;
