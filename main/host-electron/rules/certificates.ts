import type { App } from 'electron';

/** The screens load nothing over a network: a certificate that has to be excused, or asked for, is refused. */
export const denyCertificates = (app: Pick<App, 'on'>): void => {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
};
