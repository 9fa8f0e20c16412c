/** An administrator's command line: `npm run kiosk -- COMMAND`. */
import { Command, Option } from 'commander';
import { ROLES, type Role } from '../../shared/domain/staff.ts';
import { runProgram } from '../platform/run-program.ts';
import { addBackupCommands } from './kiosk/backup.ts';
import { dataDirOf } from './kiosk/folder.ts';
import { initCommand } from './kiosk/init.ts';
import { addPolicyCommands } from './kiosk/policy.ts';
import { addPreviewCommand } from './kiosk/preview/command.ts';
import { addQuestionnaireCommands } from './kiosk/questionnaire.ts';
import { addCommand, listCommand, newKeyCommand, pinCommand, removeCommand } from './kiosk/staff.ts';
import { syncCommand } from './kiosk/sync.ts';
import { useOwnPackCommand } from './kiosk/use-own-pack.ts';
import { verifyCommand, type VerifyAsked } from './kiosk/verify.ts';

interface Folder {
  data?: string;
}

const program = new Command('kiosk').description('Besøksvert, for an administrator.').showHelpAfterError();

/** A command on a data folder: the one named with --data, else this machine's kiosk, else its demo. */
const onFolder = (parent: Command, name: string, about: string): Command =>
  parent.command(name).description(about).option('--data <folder>', 'the data folder');

onFolder(program, 'verify', 'Does the visit protocol hold? Exit status 0 yes, 1 no, 2 it cannot be read.')
  .option('--heads <file>', 'signed heads that left the machine, one a line: they show a tail that was cut')
  .option('--key <base64url>', 'the kiosk’s public key, to check signatures in a copy that lies elsewhere')
  .option('--json', 'every finding, as JSON')
  .action(({ data, ...asked }: Folder & VerifyAsked) =>
    runProgram(async () => {
      process.exitCode = await verifyCommand(dataDirOf(data), asked);
    }),
  );

onFolder(
  program,
  'sync',
  'Sends to and fetches from the municipality now. Exit status 0 if all went through.',
).action(({ data }: Folder) =>
  runProgram(async () => {
    process.exitCode = (await syncCommand(dataDirOf(data))) ? 0 : 1;
  }),
);

onFolder(
  program,
  'use-own-pack',
  'Begins again with the policy pack of the program where the one in force cannot decide any more.',
).action(({ data }: Folder) => runProgram(() => useOwnPackCommand(dataDirOf(data))));

const staff = program.command('staff').description('Accounts of the staff.');
onFolder(staff, 'list', 'Names and roles.').action(({ data }: Folder) =>
  runProgram(() => listCommand(dataDirOf(data))),
);
onFolder(staff, 'add <name>', 'A new account; its PIN is made and shown once.')
  .addOption(new Option('--role <role>', 'what they do').choices(ROLES).makeOptionMandatory())
  .action((name: string, { data, role }: Folder & { role: Role }) =>
    runProgram(() => addCommand(dataDirOf(data), name, role)),
  );
onFolder(staff, 'pin <name>', 'A new PIN, which also ends a lockout.')
  .option('--give-up-key', 'also where a lead’s key to past days still lies under the old PIN, and is lost')
  .action((name: string, { data, giveUpKey = false }: Folder & { giveUpKey?: boolean }) =>
    runProgram(() => pinCommand(dataDirOf(data), name, giveUpKey)),
  );
onFolder(staff, 'remove <name>', 'Takes an account away.').action((name: string, { data }: Folder) =>
  runProgram(() => removeCommand(dataDirOf(data), name)),
);
onFolder(
  staff,
  'new-key <name>',
  'Lets a lead who has lost passphrase and recovery key begin anew; their earlier days stay closed to them.',
).action((name: string, { data }: Folder) => runProgram(() => newKeyCommand(dataDirOf(data), name)));

program
  .command('init <folder>')
  .description('Begins a real kiosk in a folder: settings to fill in, and its keys.')
  .addOption(
    new Option('--country <country>', 'whose rules and language it begins with')
      .choices(['NO', 'DK'])
      .default('NO'),
  )
  .action((folder: string, { country }: { country: 'NO' | 'DK' }) =>
    runProgram(() => initCommand(folder, country)),
  );

addPreviewCommand(addQuestionnaireCommands(program));
addPolicyCommands(program);
addBackupCommands(program);

// Said outright: inside Electron commander would read another part of the command line.
await program.parseAsync(process.argv, { from: 'node' });
