/** The one origin of the screens in Electron. */
export const SCHEME = 'app';
export const HOST = 'kiosk';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Whether an address or origin is one of ours; parsed, never compared by its beginning. */
export const isOurs = (address: string): boolean => {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.username === '' &&
    url.password === ''
  );
};
