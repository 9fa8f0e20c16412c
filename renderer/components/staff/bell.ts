/** Two calm tones, made on the spot: somebody waits at the door. Silent where the machine has no sound. */
export function ring(): void {
  if (typeof AudioContext === 'undefined') return;
  const context = new AudioContext();
  [660, 880].forEach((frequency, index) => {
    const start = context.currentTime + index * 0.28;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.25, start + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.55);
    if (index === 1)
      tone.onended = () => {
        void context.close();
      };
  });
}
