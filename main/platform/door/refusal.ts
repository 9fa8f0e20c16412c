import { ERROR_CODES, type ErrorBody, type ErrorCode } from '../../../shared/api/error.ts';
import { SECURITY_HEADERS } from './headers.ts';

/** A request that a host turns away before the core sees it. */
export interface Refusal {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `status` only where HTTP has a better one than the code's own (421 for a wrong Host). */
export const refusal = (
  error: ErrorCode,
  message: string,
  { status = ERROR_CODES[error], headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Refusal => ({ status, body: { error, message }, headers });

export const asResponse = ({ status, body, headers }: Refusal): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'application/json', ...headers },
  });
