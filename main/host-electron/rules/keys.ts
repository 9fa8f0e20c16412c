import type { Input, WebContents } from 'electron';

/** AltGr arrives as Control and Alt together, and is how «@» is typed. */
const isAltGr = (input: Input): boolean =>
  input.control && input.alt && !input.meta && input.key.length === 1;

const isAllowed = (input: Input): boolean => {
  if (/^(F\d{1,2}|Browser\w+|Launch\w+|ContextMenu|PrintScreen)$/.test(input.key)) return false;
  return isAltGr(input) || !(input.control || input.alt || input.meta);
};

/** On a kiosk's window only plain keys get through: typing, Tab, Enter, arrows, Escape, a hardware scanner. No shortcut of the browser or the system. */
export const guardKeys = (contents: Pick<WebContents, 'on' | 'setIgnoreMenuShortcuts'>): void => {
  contents.setIgnoreMenuShortcuts(true);
  contents.on('before-input-event', (event, input) => {
    if (!isAllowed(input)) event.preventDefault();
  });
};
