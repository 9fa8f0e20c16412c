/** A file of this name in the data folder fills the disk of kiosk-on-a-bad-disk.ts. */
export const NO_ROOM = 'no-room';
