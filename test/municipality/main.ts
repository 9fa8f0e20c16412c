/**
 * The reference municipality as a process of its own:
 *   main.ts --db FILE [--port N] --demo COUNTRY [--clock-offset MS]
 *   main.ts --db FILE [--port N] --kiosk ID --token TOKEN [--kiosk-key X]
 * When it answers it prints one line of JSON, {"url": …}. With --with-parent it ends when its standard input does.
 */
import { parseArgs } from 'node:util';
import { demoOf } from './demo/demo.ts';
import { startMunicipality } from './server.ts';

const { values } = parseArgs({
  options: {
    db: { type: 'string' },
    port: { type: 'string', default: '0' },
    demo: { type: 'string' },
    /** How far its clock stands from the machine's, in ms: as far as its kiosk's. */
    'clock-offset': { type: 'string', default: '0' },
    kiosk: { type: 'string' },
    token: { type: 'string' },
    /** The kiosk's Ed25519 public key, base64url: heads are checked with it. */
    'kiosk-key': { type: 'string' },
    'with-parent': { type: 'boolean', default: false },
  },
});
if (values.db === undefined) throw new Error('--db FILE says where it keeps what it gets');

const { demo } = values;
if (demo !== undefined && demo !== 'NO' && demo !== 'DK') throw new Error('--demo is NO or DK');
const offset = Number(values['clock-offset']);

const municipality = await startMunicipality({
  file: values.db,
  port: Number(values.port),
  now: () => Date.now() + offset,
  ...(demo === undefined ? {} : { demo: demoOf(demo) }),
});
if (values.kiosk !== undefined && values.token !== undefined) {
  const x = values['kiosk-key'];
  municipality.store.enrol({
    id: values.kiosk,
    token: values.token,
    ...(x === undefined ? {} : { publicKey: { kty: 'OKP', crv: 'Ed25519', kid: values.kiosk, x } }),
  });
}

let ending = false;
const end = (): void => {
  if (ending) return;
  ending = true;
  void municipality.close().then(() => process.exit(0));
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
if (values['with-parent']) process.stdin.once('end', end).once('close', end).resume();

console.log(JSON.stringify({ url: municipality.url }));
