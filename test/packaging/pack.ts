import { join } from 'node:path';
import { Arch, Platform, build } from 'electron-builder';
import { standInLinux, standInWindows } from './standin.ts';

export interface Packed {
  readonly platform: 'linux' | 'win';
  /** The folder that would be installed. */
  readonly folder: string;
  readonly executable: string;
  readonly archive: string;
}

/** Packs with electron-builder.yml against a stand-in Electron, for x64, into `output`. Nothing is fetched. */
export const pack = async (root: string, platform: 'linux' | 'win', output: string): Promise<Packed> => {
  const standIn = join(output, `${platform}-electron`);
  await build({
    projectDir: root,
    targets: (platform === 'linux' ? Platform.LINUX : Platform.WINDOWS).createTarget('dir', Arch.x64),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      electronDist: platform === 'linux' ? standInLinux(standIn) : standInWindows(standIn, root),
      directories: { output },
    },
  });
  const folder = join(output, `${platform}-unpacked`);
  return {
    platform,
    folder,
    executable: join(folder, platform === 'linux' ? 'besoksvert' : 'Besoksvert.exe'),
    archive: join(folder, 'resources', 'app.asar'),
  };
};
