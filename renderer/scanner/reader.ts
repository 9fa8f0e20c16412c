import { decoderWorks } from './decode.ts';
import { cameraProblem } from './problems.ts';
import { openSession, type Session } from './session.ts';
import { watchPicture } from './watch.ts';

/** `failed`: the camera, or its decoder, does not work. With a broken decoder html5-qrcode's own still reads large codes. */
export type ReaderState = 'starting' | 'reading' | 'denied' | 'in-use' | 'none' | 'black' | 'lost' | 'failed';

/** Camera in, text out: whoever wants another camera loop changes what stands behind this. */
export interface CodeReader {
  /** Shows the camera's picture in an element that is positioned and clips, and reads codes until stopped. */
  start(into: HTMLElement): Promise<void>;
  stop(): Promise<void>;
  /** On to the next camera, if there are several; the choice is kept. */
  switchCamera(): void;
  /** How many cameras there are, as far as is known. */
  readonly cameras: number;
}

const AGAIN_AFTER_MS = 2000;
const SAME_CODE_MS = 2000;
const CHOSEN = 'besoksvert-camera';

class CameraReader implements CodeReader {
  readonly #onCode: (text: string) => void;
  readonly #onState: (state: ReaderState) => void;
  #into: HTMLElement | null = null;
  #session: Session | null = null;
  #unwatch: () => void = () => undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #devices: readonly string[] = [];
  #state: ReaderState | null = null;
  #hadPicture = false;
  #lastText = '';
  #lastAt = Number.NEGATIVE_INFINITY;
  /** Opening and closing take turns: html5-qrcode cannot be stopped while it starts. */
  #turn: Promise<void> = Promise.resolve();
  #listening = new AbortController();

  constructor(onCode: (text: string) => void, onState: (state: ReaderState) => void) {
    this.#onCode = onCode;
    this.#onState = onState;
  }

  get cameras(): number {
    return this.#devices.length;
  }

  async start(into: HTMLElement): Promise<void> {
    this.#into = into;
    this.#say('starting');
    this.#listening = new AbortController();
    // Undefined where the page is not trusted with cameras.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.addEventListener('devicechange', () => void this.#devicesChanged(), {
      signal: this.#listening.signal,
    });
    void this.#watchPermission(this.#listening.signal);
    await this.#reopen();
  }

  async stop(): Promise<void> {
    this.#into = null;
    this.#listening.abort();
    await this.#inTurn(() => this.#close());
  }

  switchCamera(): void {
    const now = this.#session?.track.getSettings().deviceId ?? localStorage.getItem(CHOSEN) ?? '';
    const next = this.#devices[(this.#devices.indexOf(now) + 1) % this.#devices.length];
    if (next === undefined || this.#devices.length < 2) return;
    localStorage.setItem(CHOSEN, next);
    this.#say('starting');
    void this.#reopen();
  }

  #reopen(): Promise<void> {
    clearTimeout(this.#again);
    return this.#inTurn(async () => {
      await this.#close();
      await this.#open();
    });
  }

  async #open(): Promise<void> {
    const works = await decoderWorks();
    await this.#list();
    const into = this.#into;
    if (into === null) return;
    try {
      const { signal } = this.#listening;
      const session = await openSession(into, this.#chosen(), works, (text) => this.#read(text), signal);
      this.#session = session;
      this.#hadPicture = true;
      await this.#list();
      const running: ReaderState = works ? 'reading' : 'failed';
      this.#unwatch = watchPicture(session.video, session.track, (picture) => {
        if (picture === 'lost') this.#lose();
        else this.#say(picture === 'black' ? 'black' : running);
      });
      this.#say(running);
    } catch (error) {
      if (this.#listening.signal.aborted) return;
      const problem = cameraProblem(error);
      this.#say(problem === 'none' && this.#hadPicture ? 'lost' : problem);
      if (problem !== 'denied') this.#tryAgainSoon();
    }
  }

  async #close(): Promise<void> {
    clearTimeout(this.#again);
    this.#unwatch();
    const session = this.#session;
    this.#session = null;
    await session?.close().catch(() => undefined);
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(step, step);
    return this.#turn;
  }

  #lose(): void {
    this.#say('lost');
    void this.#reopen();
  }

  #tryAgainSoon(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#reopen(), AGAIN_AFTER_MS);
  }

  async #devicesChanged(): Promise<void> {
    await this.#list();
    if (this.#into === null) return;
    if (this.#session === null) await this.#reopen();
    // Others, like a microphone, come and go without concern to us; a lost camera's track has ended.
    else if (this.#session.track.readyState === 'ended') this.#lose();
    else this.#say(this.#state ?? 'reading', true);
  }

  async #watchPermission(signal: AbortSignal): Promise<void> {
    try {
      const permission = await navigator.permissions.query({ name: 'camera' });
      permission.addEventListener('change', () => this.#state === 'denied' && void this.#reopen(), {
        signal,
      });
    } catch {
      // A browser that cannot be asked: the visitor's «try again» remains.
    }
  }

  async #list(): Promise<void> {
    try {
      const found = await navigator.mediaDevices.enumerateDevices();
      this.#devices = found.flatMap(({ kind, deviceId }) => (kind === 'videoinput' ? [deviceId] : []));
    } catch {
      this.#devices = [];
    }
  }

  /** The camera that was chosen last, as long as it is there. */
  #chosen(): string | null {
    const chosen = localStorage.getItem(CHOSEN);
    return chosen !== null && this.#devices.includes(chosen) ? chosen : null;
  }

  #read(text: string): void {
    const now = performance.now();
    if (text === this.#lastText && now - this.#lastAt < SAME_CODE_MS) return;
    this.#lastText = text;
    this.#lastAt = now;
    this.#onCode(text);
  }

  #say(state: ReaderState, evenIfSame = false): void {
    if (state === this.#state && !evenIfSame) return;
    this.#state = state;
    this.#onState(state);
  }
}

export const createCodeReader = (to: {
  onCode: (text: string) => void;
  onState: (state: ReaderState) => void;
}): CodeReader => new CameraReader(to.onCode, to.onState);
