import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const ON = FuseState.ENABLE;
const OFF = FuseState.DISABLE;

/** What a production package must have (electron.md §1). The ninth, WasmTrapHandlers, stays as Electron ships it. */
const WANTED: readonly (readonly [keyof typeof FuseV1Options, FuseState])[] = [
  ['RunAsNode', OFF],
  ['EnableCookieEncryption', OFF],
  ['EnableNodeOptionsEnvironmentVariable', OFF],
  ['EnableNodeCliInspectArguments', OFF],
  ['EnableEmbeddedAsarIntegrityValidation', ON],
  ['OnlyLoadAppFromAsar', ON],
  ['LoadBrowserProcessSpecificV8Snapshot', OFF],
  ['GrantFileProtocolExtraPrivileges', OFF],
];

/** The names of the fuses that are not as they must be. */
export const wrongFuses = async (executable: string): Promise<string[]> => {
  const wire = await getCurrentFuseWire(executable);
  return WANTED.filter(([name, state]) => wire[FuseV1Options[name]] !== state).map(([name]) => name);
};
