import type { Session } from 'electron';

/** USB, serial, Bluetooth and HID devices, other screens' pictures: nothing for a page. A USB scanner is a keyboard to us. */
export const denyDevices = (
  session: Pick<Session, 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler' | 'on'>,
): void => {
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback('');
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
};
