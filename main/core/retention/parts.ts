import type { Database } from 'better-sqlite3';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { Log } from '../ports.ts';
import type { Protocol } from '../protocol/types.ts';

export interface RetentionParts {
  readonly db: Database;
  readonly protocol: Pick<Protocol, 'transaction' | 'append' | 'now' | 'dayKeys'>;
  readonly settings: {
    readonly institution: { readonly zone: string };
    readonly retention: Settings['retention'];
  };
  readonly log: Log;
}
