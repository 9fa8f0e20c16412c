/** kiosk-process.ts on a disk that is full for the kiosk's files, as long as there is a file of that name (no-room.ts) in its folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from './file-faults/watch.ts';
import { NO_ROOM } from './no-room.ts';

const folder = process.argv[2] ?? '';
// The demo's municipality lives in the same process, and has another disk.
watch(folder, ({ file }) =>
  file.startsWith('kiosk.db') && existsSync(join(folder, NO_ROOM)) ? { fail: 'ENOSPC' } : null,
);
await import('./kiosk-process.ts');
