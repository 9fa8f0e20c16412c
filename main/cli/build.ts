/** `npm run build`: the screens; with `--main` the bundles of main too, as packaging needs them. */
import { findAppRoot } from '../platform/app-root.ts';
import { buildMain } from './build/main.ts';
import { buildRenderer } from './build/renderer.ts';

const step = async (what: string, work: () => Promise<boolean>): Promise<void> => {
  const start = performance.now();
  const built = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(built ? `${what}: built in ${seconds} s` : `${what}: nothing has changed`);
};

const root = findAppRoot();
await step('Screens (dist/renderer)', () => buildRenderer(root));
if (process.argv.includes('--main')) await step('Programs (dist/main)', () => buildMain(root));
