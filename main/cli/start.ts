/** `npm start`: builds what is stale and runs the kiosk, in the host that fits this machine; without settings as a demo. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { findAppRoot } from '../platform/app-root.ts';
import { defaultDataDir, thisMachine } from '../platform/data-dir.ts';
import { EXIT, StartProblem } from '../platform/problem.ts';
import { runProgram } from '../platform/run-program.ts';
import type { Country } from '../../test/municipality/demo/house.ts';
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
  country?: Country;
  /** Local minute of the day. */
  time?: number;
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

const aTimeOfDay = (text: string): number => {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new InvalidArgumentError('a time of day is like 13:05.');
  return Number(hours) * 60 + Number(minutes);
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
  if (configured && (wishes.country ?? wishes.time) !== undefined)
    throw new StartProblem(
      `--country and --time are for the demo, and ${wishes.data} is a real kiosk's folder. Leave them out, or name another folder with --data.`,
      EXIT.configuration,
    );
  const { country = 'NO', port, time: minute } = wishes;
  console.log(configured ? 'Besøksvert' : 'Besøksvert, demo: made-up people only');
  const demo = configured
    ? Promise.resolve(null)
    : step(
        'Institution and municipality',
        () => startDemo(root, demoDir(wishes.data, country), { country, port, minute }),
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
  .addOption(
    new Option(
      '--country <country>',
      'which country’s house and rules the demo shows; NO unless told',
    ).choices(['NO', 'DK']),
  )
  .option(
    '--time <time>',
    'the time of day that the demo’s clock begins at, instead of the machine’s',
    aTimeOfDay,
  )
  .option('--port <number>', 'the browser host’s port, instead of the one in settings.json', aPort)
  .option('--no-open', 'open no window, print addresses only')
  .addOption(new Option('--host <host>', 'which host to use').choices(['electron', 'browser']))
  .action((wishes: Wishes) => runProgram(() => start(wishes)))
  .parseAsync();
