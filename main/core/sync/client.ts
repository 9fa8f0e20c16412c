import type { z } from 'zod';
import type { Settings } from '../../../shared/domain/settings.ts';
import {
  batchAnswer,
  receivedInbound,
  type BatchAnswer,
  type ReceivedInbound,
} from '../../../shared/domain/sync.ts';
import type { Ports } from '../ports.ts';
import type { StoredBatch } from './outbox.ts';
import type { SyncProblem } from '../../../shared/api/staff.ts';
import { problemOfStatus } from './problem.ts';

/** What was not answered as it should. `status` is the HTTP status of an answer that was read, else null. */
export interface Unanswered {
  readonly ok: false;
  readonly problem: SyncProblem;
  readonly status: number | null;
}
export type Answer<T> = { readonly ok: true; readonly value: T } | Unanswered;

/** The kiosk's side of resources/docs/sync.openapi.yaml. Never rejects for anything that network or receiver do. */
export interface Client {
  send(batch: StoredBatch): Promise<Answer<BatchAnswer>>;
  inbound(since: string): Promise<Answer<ReceivedInbound>>;
}

interface ClientParts {
  readonly settings: Pick<Settings, 'municipality' | 'kiosk'>;
  readonly fetch: Ports['fetch'];
  /** For one request with its whole answer. */
  readonly timeoutMs: number;
  /** Breaks off what is under way. */
  readonly closing: AbortSignal;
}

const problemOf = (error: unknown): SyncProblem =>
  error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const createClient = ({ settings, fetch, timeoutMs, closing }: ClientParts): Client => {
  const { url, token } = settings.municipality;
  const base = `${url.replace(/\/+$/, '')}/v1/kiosks/${encodeURIComponent(settings.kiosk.id)}`;

  const ask = async <T>(
    address: string,
    shape: z.ZodType<T>,
    init: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string },
  ): Promise<Answer<T>> => {
    try {
      const response = await fetch(address, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}`, accept: 'application/json' },
        // The token goes to the address in the settings and nowhere else.
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), closing]),
      });
      const text = await response.text();
      const problem = problemOfStatus(response.status);
      if (problem !== null) return { ok: false, problem, status: response.status };
      const parsed = shape.safeParse(parseJson(text));
      return parsed.success
        ? { ok: true, value: parsed.data }
        : { ok: false, problem: 'bad-answer', status: response.status };
    } catch (error) {
      return { ok: false, problem: problemOf(error), status: null };
    }
  };

  return {
    send: ({ id, body }) =>
      ask(`${base}/batches`, batchAnswer, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body,
      }),
    inbound: (since) =>
      ask(`${base}/inbound?since=${encodeURIComponent(since)}`, receivedInbound, { method: 'GET' }),
  };
};
