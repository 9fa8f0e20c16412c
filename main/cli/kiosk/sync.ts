import { createCore } from '../../core/app.ts';
import { openPorts } from '../../platform/ports.ts';
import { EXIT, StartProblem } from '../../platform/problem.ts';

/** One sync now, also while the kiosk runs. True if all of it went through. Prints one line. */
export const syncCommand = async (dataDir: string): Promise<boolean> => {
  const created = await createCore(await openPorts(dataDir));
  if (!created.ok) throw new StartProblem(created.problem.message, EXIT.configuration);
  const report = await created.core.sync().finally(() => created.core.close());
  const { outcome, sent, acknowledged, refused, waiting, bookings, cancelled, problem } = report;
  const counts = `sent ${sent}, acknowledged ${acknowledged}, refused ${refused}, waiting ${waiting}; bookings in ${bookings}, cancelled ${cancelled}`;
  console.log(`Sync ${outcome}: ${counts}${problem === null ? '' : `. ${problem}`}`);
  return outcome === 'done';
};
