import { glimpseOf, isBlack } from './glimpse.ts';

/** What can become of a picture that was there. */
export type Picture = 'seen' | 'black' | 'lost';

const EVERY_MS = 500;
/** Four dark looks in a row, some two seconds. */
const DARK_LOOKS = 4;
/** No new frame for so long: a camera that died without saying so, as USB cameras do after idle minutes. */
const FROZEN_LOOKS = 10;
/** A camera may be muted for a moment, when another program opens it. */
const MUTED_LOOKS = 2;

/** Counts looks at the picture. Pure: what was seen goes in, what it means comes out. */
export class PictureJudge {
  #dark = 0;
  #still = 0;
  #muted = 0;
  #frames = -1;

  /** `frames`: how many the camera has delivered so far. */
  look(seen: {
    readonly black: boolean;
    readonly frames: number;
    readonly muted: boolean;
    readonly ended: boolean;
  }): Picture {
    this.#dark = seen.black ? this.#dark + 1 : 0;
    this.#still = seen.frames === this.#frames ? this.#still + 1 : 0;
    this.#muted = seen.muted ? this.#muted + 1 : 0;
    this.#frames = seen.frames;
    if (seen.ended || this.#muted >= MUTED_LOOKS || this.#still >= FROZEN_LOOKS) return 'lost';
    return this.#dark >= DARK_LOOKS ? 'black' : 'seen';
  }
}

/** Watches a running camera, reporting every change; gives back how to stop. Nothing is judged while nobody can see the page. */
export const watchPicture = (
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  onPicture: (picture: Picture) => void,
): (() => void) => {
  const judge = new PictureJudge();
  let last: Picture = 'seen';
  const look = () => {
    if (document.hidden && track.readyState === 'live') return;
    const picture = judge.look({
      black: isBlack(glimpseOf(video)),
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
      muted: track.muted,
      ended: track.readyState === 'ended',
    });
    if (picture !== last) onPicture(picture);
    last = picture;
  };
  const timer = setInterval(look, EVERY_MS);
  track.addEventListener('ended', look);
  return () => {
    clearInterval(timer);
    track.removeEventListener('ended', look);
  };
};
