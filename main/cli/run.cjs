// Starts a TypeScript file of this project on a Node that can carry it: `node main/cli/run.cjs FILE [argument …]`.
// Kept in plain old JavaScript so that even a Node too old for the rest can say what is wrong.
'use strict';

const { spawnSync } = require('node:child_process');
const { resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const [major, minor] = process.versions.node.split('.').map(Number);
const atLeast = (wantMajor, wantMinor) => major > wantMajor || (major === wantMajor && minor >= wantMinor);

if (!atLeast(22, 12)) {
  console.error(
    `Besøksvert needs Node 22.12 or newer; this is Node ${process.versions.node}.\n` +
      'On 64-bit Linux and Windows «npm ci» brings its own: use the npm scripts («npm start», «npm test»), not «node» directly.\n' +
      'Elsewhere install Node 24 (nodejs.org) and try again.',
  );
  process.exit(1);
}

const [file, ...rest] = process.argv.slice(2);
const target = resolve(file);
process.argv = [process.execPath, target, ...rest];
if (atLeast(22, 18)) {
  import(pathToFileURL(target).href).catch((error) => {
    console.error(error);
    process.exit(1);
  });
} else {
  // Before 22.18 Node reads TypeScript only when told to.
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const child = spawnSync(process.execPath, [...flags, target, ...rest], { stdio: 'inherit' });
  process.exit(child.status ?? 1);
}
