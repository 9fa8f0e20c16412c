import type { JWK } from 'jose';
import type { Protocol } from '../protocol/types.ts';
import { MUNICIPALITY } from '../sync/batch.ts';
import { findRecipient, isSameKey } from './recipient.ts';

/** The municipality's key, as every sync brings it: what is new of it is wrapped for at once, and stands in the protocol. */
export const takeMunicipalityKey = async (protocol: Protocol, publicJwk: JWK): Promise<void> => {
  const { store } = protocol.dayKeys;
  const before = findRecipient(store, MUNICIPALITY);
  // A key that is of no use is refused here, and nothing is written of it.
  await protocol.addRecipient(MUNICIPALITY, publicJwk);
  if (isSameKey(before?.publicJwk, publicJwk)) return;
  const days = store.names().filter((name) => store.read(name)?.wraps[MUNICIPALITY] !== undefined).length;
  protocol.transaction(() =>
    protocol.append({
      type: 'keys.changed',
      body: { recipient: MUNICIPALITY, change: before === null ? 'added' : 'replaced', days },
      actor: 'kiosk',
    }),
  );
};
