import { spawn } from 'node:child_process';
import { StartProblem } from '../../platform/problem.ts';
import { askedToStop } from '../../platform/stop.ts';

/** Runs the kiosk in Electron, as a process of its own, until it ends or we are asked to stop. */
export const runElectronHost = async (options: {
  executable: string;
  root: string;
  dataDir: string;
}): Promise<void> => {
  const stop = askedToStop();
  const child = spawn(options.executable, [options.root, `--data=${options.dataDir}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Set by some editors' terminals; it would make Electron a plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  void stop.then(() => child.kill('SIGTERM'));
  const status = await ended;
  if (status !== 0 && status !== null)
    throw new StartProblem(`Electron ended with status ${status}.`, status);
};
