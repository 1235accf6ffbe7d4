// A soft sound when somebody waits anew. No file: two short tones. Browsers allow it only after the person has touched the page.
import { readNote, writeNote } from './notes.ts';

let context: AudioContext | undefined;

function wake() {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume().catch(() => {});
  } catch {
    context = undefined; // No sound on this device.
  }
}

if (typeof window !== 'undefined')
  for (const gesture of ['pointerdown', 'keydown']) window.addEventListener(gesture, wake, { passive: true });

export const isMuted = (): boolean => readNote('muted') === 'yes';
export const mute = (silent: boolean): void => writeNote('muted', silent ? 'yes' : '');

export function chime(): void {
  if (isMuted() || context?.state !== 'running') return;
  for (const [at, pitch] of [
    [0, 660],
    [0.16, 880],
  ] as const) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const from = context.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, from);
    loudness.gain.exponentialRampToValueAtTime(0.08, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.3);
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.32);
  }
}
