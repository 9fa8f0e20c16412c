import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const LENGTH = 32;
const HASH = /^scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

const derive = (pin: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    scrypt(pin, salt, LENGTH, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

/** 32 bytes from a PIN that are not those of its hash as long as the salt is another. About 60 ms of work, off the thread. */
export const stretch = (pin: string, salt: Buffer): Promise<Buffer> => derive(pin, salt, COST);

/** Hash with its parameters and salt, `scrypt$N=…,r=…,p=…$salt$hash` (base64url). */
export const hashPin = async (pin: string): Promise<string> => {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, COST);
  return `scrypt$N=${COST.N},r=${COST.r},p=${COST.p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
};

/** Throws if the hash is not one of ours: a damaged account is no reason to let in or to guess. */
export const pinMatches = async (pin: string, encoded: string): Promise<boolean> => {
  const [, N, r, p, salt, hash] = HASH.exec(encoded) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('the PIN hash of an account is damaged');
  const wanted = Buffer.from(hash, 'base64url');
  const got = await derive(pin, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return wanted.length === got.length && timingSafeEqual(wanted, got);
};

/** The same work for a name that nobody has, so that time does not tell. Always false. */
export const pinMatchesNobody = async (pin: string): Promise<false> => {
  const got = await derive(pin, randomBytes(16), COST);
  timingSafeEqual(got, Buffer.alloc(LENGTH));
  return false;
};

/** PINs that are tried first: one digit only, or a run up or down (9 and 0 are neighbours). */
export const isWeakPin = (pin: string): boolean => {
  const steps = Array.from(pin.slice(1), (digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  return [0, 1, 9].some((step) => steps.every((taken) => taken === step));
};
