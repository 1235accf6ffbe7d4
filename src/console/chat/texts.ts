// The page's own words: Vietnamese unless the address asks for English.
import en from '../../../locales/en/chat.json';
import vi from '../../../locales/vi/chat.json';

export type TextKey = keyof typeof vi;
export type Lang = 'vi' | 'en';

const books: Record<Lang, Record<TextKey, string>> = { vi, en };

/** `?lang=` decides. A phone that speaks English says nothing of its owner: many are sold that way in Vietnam. */
export function chooseLang(search: string): Lang {
  return new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'vi';
}

export const lang: Lang = typeof location === 'undefined' ? 'vi' : chooseLang(location.search);

export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return books[lang][key].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
