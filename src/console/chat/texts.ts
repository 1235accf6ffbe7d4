// The page's own words, in the language of the visitor: Vietnamese unless something says English.
import en from '../../../locales/en/chat.json';
import vi from '../../../locales/vi/chat.json';

export type TextKey = keyof typeof vi;
export type Lang = 'vi' | 'en';

const books: Record<Lang, Record<TextKey, string>> = { vi, en };

/** `?lang=` decides; then the document's own language; then the browser, English only if it knows no Vietnamese. */
export function chooseLang(search: string, html: string, browser: readonly string[]): Lang {
  const asked = new URLSearchParams(search).get('lang');
  if (asked === 'en' || asked === 'vi') return asked;
  if (html.startsWith('en')) return 'en';
  const speaksVietnamese = browser.some((tag) => tag.toLowerCase().startsWith('vi'));
  return !speaksVietnamese && browser[0]?.toLowerCase().startsWith('en') ? 'en' : 'vi';
}

export const lang: Lang =
  typeof document === 'undefined'
    ? 'vi'
    : chooseLang(location.search, document.documentElement.lang, navigator.languages ?? [navigator.language]);

export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return books[lang][key].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
