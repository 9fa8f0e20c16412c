/** The program of the thread that verifies beside the door. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BesideVerdict, BesideWork } from './beside.ts';
import { verifyLine } from './report.ts';
import { verifyFile } from './verify.ts';

const { file, migrationsDir, zone, kiosk, kioskKey, signingKey } = workerData as BesideWork;

const verdict = await verifyFile(file, {
  migrationsDir,
  settings: { institution: { zone }, kiosk: { id: kiosk } },
  secrets: { kioskKey: Buffer.from(kioskKey), signingKey },
});
const said: BesideVerdict =
  verdict.status === 2
    ? { status: 2, line: verdict.problem }
    : { status: verdict.status, line: verifyLine(verdict.result) };
parentPort?.postMessage(said);
