/** Opens the database that it is told of when it hears «go», and says how that went. */
import { openDatabase } from '../../main/core/db/open.ts';
import { MIGRATIONS } from '../support/protocol.ts';

process.once('message', (file) => {
  const opened = openDatabase(String(file), { migrationsDir: MIGRATIONS, now: () => Date.now() });
  if (opened.ok) opened.db.close();
  process.send?.(opened.ok ? 'opened' : opened.problem.message, () => process.disconnect());
});
process.send?.('ready');
