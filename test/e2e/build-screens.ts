import { buildRenderer } from '../../main/cli/build/renderer.ts';
import { findAppRoot } from '../../main/platform/app-root.ts';

/** The screens as they are now, before the first test opens one. */
export default async (): Promise<void> => {
  await buildRenderer(findAppRoot());
};
