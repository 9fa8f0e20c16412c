import type { Session } from 'electron';
import type { Door } from '../../platform/door/door.ts';
import { asResponse, refusal } from '../../platform/door/refusal.ts';
import { SCHEME, isOurs } from '../origin.ts';

/** Gives `app://kiosk/…` of this session to the door. No port is open, and no other host of the scheme exists. */
export const serveDoor = (session: Pick<Session, 'protocol'>, door: Door): void =>
  session.protocol.handle(SCHEME, async (request) =>
    isOurs(request.url)
      ? door.fetch(request)
      : asResponse(refusal('not-allowed', 'wrong host', { status: 421 })),
  );
