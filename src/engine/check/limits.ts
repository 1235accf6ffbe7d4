// How much a message can show: the tightest of the channels, so that content fits everywhere. The engine knows no channel;
// whoever checks for other channels hands in their limits.
import type { Language } from './subject.ts';

export type Limits = {
  /** Characters of one message. */
  text: number;
  /** Characters on a button. */
  button: Record<Language, number>;
  /** Answers that one question offers by itself; rows of the household come on top. */
  buttons: number;
};

export const tightest: Limits = {
  // Zalo; Telegram takes 4096.
  text: 2000,
  // What a small phone shows whole. Channels take 35 and more.
  button: { vi: 25, en: 40 },
  // Zalo shows five: four with "Xem thêm", then five more.
  buttons: 9,
};
