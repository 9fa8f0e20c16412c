/** `npm start`: builds what is stale and runs the kiosk, in the host that fits this machine; without settings as a demo. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { findAppRoot } from '../platform/app-root.ts';
import { defaultDataDir, thisMachine } from '../platform/data-dir.ts';
import { runProgram } from '../platform/run-program.ts';
import { runBrowserHost } from '../host-browser/run.ts';
import { buildMain } from './build/main.ts';
import { buildRenderer } from './build/renderer.ts';
import { demoDir, isConfigured, startDemo, type RunningDemo } from './start/demo.ts';
import { findElectron } from './start/electron.ts';
import { runElectronHost } from './start/electron-host.ts';
import { chooseHost, type HostChoice } from './start/host-choice.ts';
import { step } from './start/progress.ts';

interface Wishes {
  data: string;
  port?: number;
  open: boolean;
  host?: 'electron' | 'browser';
}

const aPort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port is a number up to 65535; 0 takes any free one.');
  return port;
};

const builtOrNot = (built: boolean): string => (built ? 'built' : 'nothing has changed');

/** Runs the chosen host until it ends. */
const run = async (
  root: string,
  choice: HostChoice,
  wishes: Wishes,
  demo: RunningDemo | null,
): Promise<void> => {
  const dataDir = demo?.dataDir ?? wishes.data;
  const say = (): void => demo?.words.forEach((line) => console.log(line));
  console.log(`  ${choice.line}`);
  if (choice.host === 'browser')
    return runBrowserHost({ dataDir, port: wishes.port, browser: choice.browser, afterwards: say });
  await step('Programs', () => buildMain(root), builtOrNot);
  say();
  return runElectronHost({ executable: choice.executable, root, dataDir });
};

const start = async (wishes: Wishes): Promise<void> => {
  const root = findAppRoot();
  const configured = isConfigured(wishes.data);
  console.log(configured ? 'Besøksvert' : 'Besøksvert, demo: made-up people only');
  const demo = configured
    ? Promise.resolve(null)
    : step(
        'Institution and municipality',
        () => startDemo(root, demoDir(wishes.data), wishes.port),
        (started) => `ready in ${started.dataDir}`,
      );
  try {
    const [started, choice] = await Promise.all([
      demo,
      chooseHost(wishes, thisMachine(), () => findElectron(root)),
      step('Screens', () => buildRenderer(root), builtOrNot),
    ]);
    await run(root, choice, wishes, started);
  } finally {
    // Also where a step beside it failed: the municipality is a process, and would stay.
    await demo.then((started) => started?.municipality.close()).catch(() => undefined);
  }
};

await new Command('npm start --')
  .description('Starts the kiosk; without settings.json in the data folder a demo of made-up people.')
  .option('--data <folder>', 'the data folder', defaultDataDir())
  .option('--port <number>', 'the browser host’s port, instead of the one in settings.json', aPort)
  .option('--no-open', 'open no window, print addresses only')
  .addOption(new Option('--host <host>', 'which host to use').choices(['electron', 'browser']))
  .action((wishes: Wishes) => runProgram(() => start(wishes)))
  .parseAsync();
