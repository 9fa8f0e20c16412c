import { createCore } from '../../core/app.ts';
import { openPorts } from '../../platform/ports.ts';
import { EXIT, StartProblem } from '../../platform/problem.ts';

/** Begins again with the program's own policy pack where the one in force cannot be read or used any more; else nothing changes. Prints one line. */
export const useOwnPackCommand = async (dataDir: string): Promise<void> => {
  const ports = await openPorts(dataDir);
  const created = await createCore(ports, { ownPack: 'chosen-fails' });
  if (!created.ok) throw new StartProblem(created.problem.message, EXIT.configuration);
  const { id, version } = created.core.rules();
  await created.core.close();
  console.log(`The policy pack in force is «${id}» ${version}.`);
};
