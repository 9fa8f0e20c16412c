/** A test core whose infection-control lead works with packs and phases. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  packFileAnswer,
  policyState,
  rehearsal,
  type PolicyChange,
  type PolicyState,
  type Rehearsal,
} from '../../shared/api/policy.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { RESOURCES, startCore, type TestCore, type TestCoreOptions } from './core.ts';
import { addTestStaff, answerOf, signInAs } from './desk.ts';
import type { Key } from '../municipality/keys.ts';

const PATH = '/api/infection-control/policy';
const json = z.record(z.string(), z.unknown());
type Json = z.infer<typeof json>;

/** A pack of the program's, changed. */
export const programPack = (name: string, changes: Json = {}): Json => ({
  ...json.parse(JSON.parse(readFileSync(join(RESOURCES, 'policies', `${name}.json`), 'utf8'))),
  ...changes,
});

/** Settings of a house that is no demo, with the municipality's public keys for packs. */
export const inEarnest =
  (...keys: Key[]) =>
  (settings: Settings): Settings => ({
    ...settings,
    demo: false,
    municipality: {
      ...settings.municipality,
      packKeys: keys.map(({ kid, jwk }) => ({ kty: 'OKP', crv: 'Ed25519', kid, x: jwk.x })),
    },
  });

export interface LeadAtWork {
  readonly core: TestCore;
  /** Of the session, to go with every call. */
  readonly headers: Record<string, string>;
  signInAgain(): Promise<void>;
  state(): Promise<PolicyState>;
  /** One of the packs in the list, by its version. */
  row(version: string): Promise<PolicyState['packs'][number] | undefined>;
  inForce(): Promise<string>;
  post(path: string, body?: unknown): Promise<Response>;
  /** Reads a pack's file in. */
  takeIn(text: string): Promise<z.infer<typeof packFileAnswer>>;
  rehearse(change: PolicyChange): Promise<Rehearsal>;
  /** Rehearses, and puts in force what was rehearsed. */
  activate(change: PolicyChange): Promise<Response>;
  activatePack(pack: Json): Promise<Response>;
}

export const startLead = async (options: TestCoreOptions = {}): Promise<LeadAtWork> => {
  const core = await startCore(options);
  await addTestStaff(core, 'infection-control');
  let headers = await signInAs(core, 'infection-control');
  const lead: LeadAtWork = {
    core,
    get headers() {
      return headers;
    },
    signInAgain: async () => {
      headers = await signInAs(core, 'infection-control');
    },
    state: () => answerOf(policyState, core.get(PATH, headers)),
    row: async (version) => (await lead.state()).packs.find((pack) => pack.version === version),
    inForce: async () => {
      const { packs } = await lead.state();
      return packs
        .filter(({ state }) => state === 'in-force')
        .map(({ id, version }) => `${id} ${version}`)
        .join();
    },
    post: (path, body = {}) => core.post(`${PATH}/${path}`, body, headers),
    takeIn: (text) => answerOf(packFileAnswer, lead.post('packs', { text })),
    rehearse: (change) => answerOf(rehearsal, lead.post('rehearsal', change)),
    activate: async (change) => {
      const { token } = await lead.rehearse(change);
      return lead.post('activate', { change, token });
    },
    activatePack: (pack) =>
      lead.activate({ kind: 'pack', id: String(pack.id), version: String(pack.version) }),
  };
  return lead;
};
