import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode';
import { FrameDetector } from './decode.ts';

/** One camera that is open and being read. */
export interface Session {
  readonly video: HTMLVideoElement;
  readonly track: MediaStreamTrack;
  close(): Promise<void>;
}

/** html5-qrcode reads a canvas of the size of its CSS box: the box is as wide as the picture, and only drawn smaller. */
const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES_PER_SECOND = 30;

let made = 0;

const addBox = (into: HTMLElement): HTMLElement => {
  const box = document.createElement('div');
  made += 1;
  box.id = `camera-${made}`;
  Object.assign(box.style, {
    position: 'absolute',
    insetBlockStart: '0',
    insetInlineStart: '0',
    inlineSize: `${WIDTH}px`,
    transformOrigin: '0 0',
  });
  into.append(box);
  return box;
};

/** Keeps the box covering the place it is shown in, the middle in the middle. */
const fit = (box: HTMLElement, into: HTMLElement): (() => void) => {
  const cover = () => {
    const height = box.offsetHeight === 0 ? HEIGHT : box.offsetHeight;
    const scale = Math.max(into.clientWidth / WIDTH, into.clientHeight / height);
    const x = (into.clientWidth - WIDTH * scale) / 2;
    const y = (into.clientHeight - height * scale) / 2;
    box.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  };
  const observer = new ResizeObserver(cover);
  observer.observe(into);
  observer.observe(box);
  return () => observer.disconnect();
};

const scannerIn = (box: HTMLElement, decoderWorks: boolean): Html5Qrcode => {
  // html5-qrcode looks for the browser's own detector by this name, and uses what it finds.
  if (decoderWorks) Object.assign(window, { BarcodeDetector: FrameDetector });
  const scanner = new Html5Qrcode(box.id, {
    verbose: false,
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
    experimentalFeatures: { useBarCodeDetectorIfSupported: decoderWorks },
  });
  // It would give every other look to its old ZXing-js, which costs more and reads nothing that ours does not (decisions, 0007).
  if (decoderWorks) Reflect.deleteProperty(Reflect.get(scanner, 'qrcode') as object, 'secondaryDecoder');
  return scanner;
};

/** A video that is taken off the page never plays: `signal` says that nobody waits for it any more. */
const playing = (video: HTMLVideoElement, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const played = () => {
      clearTimeout(timer);
      resolve();
    };
    const refuse = (name: string) => {
      clearTimeout(timer);
      reject(new DOMException('no picture came', name));
    };
    const timer = setTimeout(() => refuse('NotReadableError'), 5000);
    if (signal.aborted) refuse('AbortError');
    else if (!video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) played();
    video.addEventListener('playing', played, { once: true, signal });
    signal.addEventListener('abort', () => refuse('AbortError'), { once: true });
  });

/** Opens a camera (any, if null) in an element, unless `signal` comes first. Rejects with what html5-qrcode says; see problems.ts. */
export const openSession = async (
  into: HTMLElement,
  camera: string | null,
  decoderWorks: boolean,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Session> => {
  const box = addBox(into);
  const unfit = fit(box, into);
  const scanner = scannerIn(box, decoderWorks);
  const close = async () => {
    unfit();
    try {
      if (scanner.isScanning) await scanner.stop();
    } finally {
      for (const { srcObject } of box.querySelectorAll('video'))
        if (srcObject instanceof MediaStream) srcObject.getTracks().forEach((track) => track.stop());
      box.remove();
    }
  };
  try {
    const size = { width: { ideal: WIDTH }, height: { ideal: HEIGHT } };
    await scanner.start(
      { facingMode: 'environment' },
      {
        fps: FRAMES_PER_SECOND,
        videoConstraints:
          camera === null
            ? { ...size, facingMode: { ideal: 'environment' } }
            : { ...size, deviceId: { exact: camera } },
        // Mirroring a frame that did not decode gives it a second look within the same frame.
        disableFlip: false,
      },
      onText,
      () => undefined,
    );
    const video = box.querySelector('video');
    const track = video?.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined;
    if (video === null || track === undefined) throw new DOMException('no track', 'NotFoundError');
    // Its own handlers throw into the page when a camera is unplugged; watch.ts sees to that.
    video.onabort = null;
    video.onerror = null;
    await playing(video, signal);
    return { video, track, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
};
