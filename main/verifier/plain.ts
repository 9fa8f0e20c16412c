/** Bodies that are written plainly, as nearly all are: they are passed, and what follows from them is read, without reading all of them. */
import { BODIES } from './bodies.ts';
import { parsed } from './canonical.ts';
import { inOrder, plainObject } from './shapes.ts';
import type { Shape } from './shapes.ts';

export interface BodyShape {
  readonly matches: (body: unknown) => boolean;
  /** The members of a plain body from which something follows; undefined where it is not plain: then it may still be one of the shape. */
  readonly read: (text: string) => unknown;
}

/** From these nothing follows: nothing of them is read. */
const ALONE = [
  'code.rejected',
  'help.called',
  'log.exported',
  'postponements.exported',
  'export.written',
  'policy.rehearsed',
  'phase.set',
  'phase.withdrawn',
  'day-pack.printed',
  'tracing.looked-up',
  'rights.served',
  'keys.changed',
];
const OPENING = [
  'arrived',
  'attemptedAt',
  'bookingId',
  'left',
  'outcome',
  'partySize',
  'permitClass',
  'place',
  'receipt',
  'ward',
];
/** What is read of those that come most; of all others everything. */
const READ = new Map<string, readonly string[]>([
  ...ALONE.map((type): [string, readonly string[]] => [type, []]),
  ['visit.checked-in', OPENING],
  ['visit.referred', OPENING],
  ['visit.postponed', OPENING],
  ['visit.entered-late', OPENING],
  ['visit.checked-out', ['left']],
]);
const isAlone = new Set(ALONE);
/** Whether nothing of others follows from an event of the type. */
export const standsAlone = (type: string): boolean => isAlone.has(type);

/** A text, a number or null, as it is written plainly. */
const valueOf = (written: string | undefined): string | number | null => {
  if (written === undefined || written === 'null') return null;
  return written.startsWith('"') ? written.slice(1, -1) : Number(written);
};
const endOf = (at: unknown, evidence: unknown): unknown =>
  at === null ? null : { at, earliest: at, evidence, latest: at };

type Read = BodyShape['read'];
const passes =
  (pattern: RegExp, read: Read): Read =>
  (text) =>
    pattern.test(text) ? read(text) : undefined;

const readerOf = (type: string, { plain, members = {} }: Shape): Read => {
  const names = READ.get(type)?.filter((name) => Object.hasOwn(members, name));
  if (plain === undefined) return () => undefined;
  if (names === undefined) return passes(new RegExp(`^${plain}$`), parsed);
  if (names.length === 0) return passes(new RegExp(`^${plain}$`), () => NOTHING);
  const pattern = new RegExp(`^${String(plainObject(inOrder(members), names))}$`);
  const groups = Array.from(pattern.source.matchAll(/\(\?<(\w+)>/g), ([, name]) => name);
  const places = names.map((name) => {
    const [at, evidence] = [`${name}At`, `${name}Evidence`].map((part) => groups.indexOf(part) + 1);
    return { name, of: groups.indexOf(name) + 1, at: at ?? 0, evidence: evidence ?? 0 };
  });
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const body: Record<string, unknown> = {};
    for (const { name, of, at, evidence } of places)
      body[name] = at === 0 ? valueOf(match[of]) : endOf(valueOf(match[at]), valueOf(match[evidence]));
    return body;
  };
};
const NOTHING = {};

const SHAPES = new Map(
  Object.entries(BODIES).map(([type, versions]) => [
    type,
    new Map(
      Object.entries(versions).map(([version, shape]): [number, BodyShape] => [
        Number(version),
        { matches: shape.matches, read: readerOf(type, shape) },
      ]),
    ),
  ]),
);
/** By version; undefined where no event is called so. */
export const shapesOf = (type: string): ReadonlyMap<number, BodyShape> | undefined => SHAPES.get(type);
