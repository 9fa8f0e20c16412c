import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BackupProblem } from '../../../shared/domain/backup.ts';
import { createCore } from '../../core/app.ts';
import { openPorts } from '../../platform/ports.ts';
import { EXIT, StartProblem } from '../../platform/problem.ts';
import { runProgram } from '../../platform/run-program.ts';
import { dataDirOf } from './folder.ts';
import { restoreCommand, type RestoreOptions } from './restore.ts';

const SAID: Record<BackupProblem, string> = {
  'no-folder': 'No folder for backups is set: name one in settings.json («backup»), or with --to.',
  'nobody-to-open':
    'Nobody could open a backup yet: let the infection-control lead choose a passphrase at the kiosk, or sync with the municipality.',
  'folder-away':
    'The folder for backups is not there. Is its disk in? A folder on another disk is made by hand.',
  'other-kiosk': 'The folder holds the keys of another kiosk. Give each kiosk a folder of its own.',
  'disk-full': 'There is no room for a backup. The older ones are as they were.',
  'read-only': 'The folder for backups cannot be written to.',
  'disk-fault': 'The disk did not take the backup as it was written. The older ones are as they were.',
};

/** Also while the kiosk runs. */
const backupCommand = async (dataDir: string, to: string | undefined): Promise<void> => {
  const created = await createCore(await openPorts(dataDir));
  if (!created.ok) throw new StartProblem(created.problem.message, EXIT.configuration);
  const { core } = created;
  const done = await core.backUp(to === undefined ? undefined : resolve(to)).finally(() => core.close());
  if (!done.ok) throw new StartProblem(SAID[done.problem]);
  const { file, length, bytes } = done.made;
  console.log(`${file}: ${length} events, ${bytes} bytes. The day keys lie beside it, in «keys».`);
};

export const addBackupCommands = (program: Command): void => {
  program
    .command('backup')
    .description('An encrypted copy of the protocol, now. The kiosk may run meanwhile.')
    .option('--data <folder>', 'the data folder')
    .option('--to <folder>', 'a folder that is there, in place of the one in settings.json')
    .action(({ data, to }: { data?: string; to?: string }) =>
      runProgram(() => backupCommand(dataDirOf(data), to)),
    );
  program
    .command('restore <file>')
    .description(
      'A kiosk goes on from a backup, in a new folder. Asks for the passphrase or recovery key of an infection-control lead.',
    )
    .requiredOption('--data <folder>', 'the new data folder, which is not there yet')
    .option('--keys <folder>', 'where the day keys are, unless in «keys» beside the file')
    .option('--key <file>', 'the municipality’s private key (JWK), in place of a passphrase')
    .option('--heads <file>', 'signed heads that others have kept: says how many events are lost')
    .action((file: string, options: RestoreOptions) => runProgram(() => restoreCommand(file, options)));
};
