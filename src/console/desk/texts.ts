// The console's own words: Vietnamese until the helper chooses otherwise. Every word on the screen comes from here.
import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import en from '../../../locales/en/console.json';
import vi from '../../../locales/vi/console.json';
import { readNote, writeNote } from './notes.ts';

export type TextKey = keyof typeof vi;
export type Language = 'vi' | 'en';
export type Values = Record<string, string | number>;

const words = i18next.createInstance();
void words.init({
  lng: readNote('language') === 'en' ? 'en' : 'vi',
  resources: { vi: { console: vi }, en: { console: en } },
  defaultNS: 'console',
  fallbackLng: 'vi',
  keySeparator: false,
  nsSeparator: false,
  pluralSeparator: '|',
  initAsync: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
});

export const language = (): Language => (words.language === 'en' ? 'en' : 'vi');

/** The words of a key. */
export const t = (key: TextKey, values: Values = {}): string => words.t(key, values);

/** The words of a code that the server may have made up since; unknown ones are shown as they are. */
export const tOf = (prefix: string, code: string): string =>
  words.exists(`${prefix}.${code}`) ? words.t(`${prefix}.${code}`) : code;

export function speak(next: Language): void {
  writeNote('language', next);
  document.documentElement.lang = next;
  if (next !== language()) void words.changeLanguage(next);
}

function subscribe(changed: () => void): () => void {
  words.on('languageChanged', changed);
  return () => words.off('languageChanged', changed);
}

/** `t`, in a part that is drawn again when the language changes. */
export function useT(): typeof t {
  useSyncExternalStore(subscribe, language);
  return t;
}
