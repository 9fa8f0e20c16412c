export { createCodeReader, type CodeReader, type ReaderState } from './reader.ts';
export { listenForWedge } from './wedge.ts';
