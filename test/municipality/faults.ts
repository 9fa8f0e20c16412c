import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Which way the bytes go: what the kiosk sends, or what it is answered. */
export type Direction = 'request' | 'answer';

/** A line between kiosk and municipality that breaks on demand. Counting begins when a fault is set; each strikes once. */
export interface FaultyLine {
  readonly url: string;
  /** Lets so many bytes through, does something (kill somebody, say), and breaks the connection. */
  cutAt(direction: Direction, bytes: number, meanwhile?: () => void): void;
  /** Every request is swallowed and never answered, until `heal`. */
  fallSilent(): void;
  /** Every request is answered with this status, and the municipality never hears of it, until `heal`. */
  answerWith(status: number, body?: string): void;
  heal(): void;
  /** True when the last cut was reached. */
  struck(): boolean;
  /** Bytes that went through since a fault was set or healed. */
  passed(direction: Direction): number;
  close(): Promise<void>;
}

type Fault =
  | { kind: 'none' }
  | { kind: 'cut'; direction: Direction; at: number; meanwhile: (() => void) | undefined }
  | { kind: 'silent' }
  | { kind: 'status'; answer: string };

export const startFaultyLine = async (target: string): Promise<FaultyLine> => {
  const { hostname, port } = new URL(target);
  let fault: Fault = { kind: 'none' };
  let struck = false;
  let passed: Record<Direction, number> = { request: 0, answer: 0 };
  const open = new Set<Socket>();

  const set = (next: Fault): void => {
    fault = next;
    struck = false;
    passed = { request: 0, answer: 0 };
  };

  const strike = (pair: readonly Socket[], to: Socket, rest: Buffer, meanwhile?: () => void): void => {
    set({ kind: 'none' });
    struck = true;
    to.write(rest, () => {
      meanwhile?.();
      for (const socket of pair) socket.destroy();
    });
  };

  const carry = (direction: Direction, from: Socket, to: Socket): void => {
    from.on('data', (chunk: Buffer) => {
      if (fault.kind === 'silent') return;
      if (fault.kind === 'status') {
        if (direction === 'request') from.end(fault.answer);
        return;
      }
      if (fault.kind === 'cut' && fault.direction === direction) {
        const left = fault.at - passed[direction];
        if (chunk.length >= left) {
          strike([from, to], to, chunk.subarray(0, left), fault.meanwhile);
          return;
        }
      }
      passed[direction] += chunk.length;
      to.write(chunk);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      to.destroy();
    });
  };

  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) open.add(socket);
    carry('request', near, far);
    carry('answer', far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAt: (direction, at, meanwhile) => set({ kind: 'cut', direction, at, meanwhile }),
    fallSilent: () => set({ kind: 'silent' }),
    answerWith: (status, body = '{}') =>
      set({
        kind: 'status',
        answer: `HTTP/1.1 ${status} Fault\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      }),
    heal: () => set({ kind: 'none' }),
    struck: () => struck,
    passed: (direction) => passed[direction],
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
