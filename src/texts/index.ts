// Effect + edition + form of address → words. Pure; one instance per edition, the language given with each call.
// A text's variables are facts (`{{product.price}}`), values of the effect, and forms of address (`{{goi}} {{xung}}`).
// In a text of several lines, a line with a variable that is not known is left out.
import i18next from 'i18next';
import type { Choice } from '../model/effects.ts';
import { invariant } from '../model/errors.ts';
import type { Facts, Row } from '../model/facts.ts';
import type { Noun } from '../model/fields.ts';
import type { Option } from '../model/reading.ts';
import type { Value } from '../model/values.ts';
import { type Language, print, printInWords } from './print.ts';

export { inWords, type Language, print } from './print.ts';

/** What a marketplace profile says of itself, as far as texts need it. */
export type ProfileWords = {
  name: string;
  operator: string;
  helpers: string;
  hotlines: { number: string; whose: string }[];
  steps: { id: string; who: 'household' | 'helper'; text: Record<Language, string> }[];
};

export type Setting = {
  language: Language;
  facts: Facts;
  about?: { noun: Noun; id: string } | undefined;
  values?: Record<string, Value> | undefined;
};

/** Path of a locale file → its texts. */
export type LocaleFiles = Record<string, Record<string, string>>;

export type Texts = ReturnType<typeof textsOf>;

const missing = '\u0000';
/** Variables that say how somebody is called. */
const formNames = new Set(['goi', 'xung', 'Goi', 'Xung']);

export function textsOf(files: LocaleFiles, profiles: Record<string, ProfileWords>) {
  const resources: Record<string, Record<string, Record<string, string>>> = {};
  const templates = new Map<string, string>();
  for (const [path, texts] of Object.entries(files)) {
    const [, language = '', file = ''] = path.split('/');
    const namespace = file.replace(/\.json$/, '');
    resources[language] ??= {};
    resources[language][namespace] = texts;
    for (const [name, template] of Object.entries(texts)) templates.set(`${language} ${namespace}:${name}`, template);
  }
  const i18n = i18next.createInstance();
  void i18n.init({
    resources,
    fallbackLng: 'vi',
    ns: [...new Set(Object.values(resources).flatMap(Object.keys))],
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    missingInterpolationHandler: () => missing,
  });

  const raw = (key: string, language: Language): string | undefined =>
    templates.get(`${language} ${key}`) ?? templates.get(`vi ${key}`);

  /** The first of these keys that has a text. */
  const found = (keys: string[], language: Language) => keys.find((key) => raw(key, language) !== undefined);

  /** Texts that depend on nothing but how somebody is called, once written. */
  const written = new Map<string, string>();

  function text(keys: string[], setting: Setting): string {
    const key = found(keys, setting.language);
    invariant(key, `no text for ${keys.join(' or ')}`);
    const template = raw(key, setting.language) ?? '';
    const names = [...template.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map(([, name = '']) => name);
    const isPlain = names.every((name) => formNames.has(name) && !(name in (setting.values ?? {})));
    if (!isPlain) return write(key, names, setting);
    const called = `${setting.language} ${String(setting.facts.contact.address_form)} ${key}`;
    const words = written.get(called) ?? write(key, names, setting);
    written.set(called, words);
    return words;
  }

  function write(key: string, names: string[], setting: Setting): string {
    const variables: Record<string, unknown> = {};
    for (const name of names) {
      const value = variable(name, setting);
      if (value !== undefined && value !== '') variables[name] = value;
    }
    const words: string = i18n.t(key, { lng: setting.language, ...variables });
    const lines = words.split('\n').filter((line) => !line.includes(missing));
    return lines.join('\n').replaceAll(missing, '').normalize('NFC').trim();
  }

  function label(choice: Choice, setting: Setting): string {
    if ('label' in choice) return choice.label;
    if ('value' in choice) return print(choice.value, setting.language);
    return text(choice.text, setting);
  }

  const has = (key: string) => raw(key, 'vi') !== undefined;

  /** An offered answer with all the words that mean it. */
  function option(choice: Choice, setting: Setting): Option {
    if ('label' in choice) return { id: choice.id, label: choice.label, synonyms: choice.synonyms ?? [] };
    const key =
      'text' in choice
        ? found(
            choice.text.map((each) => `${each}.say`),
            setting.language,
          )
        : undefined;
    const synonyms = key ? (raw(key, setting.language) ?? '').split('|').map((each) => each.trim()) : [];
    return { id: choice.id, label: label(choice, setting), synonyms };
  }

  function variable(name: string, setting: Setting): string | number | undefined {
    const { facts, language, values = {}, about } = setting;
    if (name in values) return name === 'count' ? Number(values.count) : print(values[name], language);
    if (name === 'value.words') return values.value === undefined ? undefined : printInWords(values.value, language);
    const form = formOf(facts.contact);
    switch (name) {
      case 'goi':
      case 'xung':
        return form[name];
      case 'Goi':
        return capital(form.goi);
      case 'Xung':
        return capital(form.xung);
      case 'products':
        return listed(facts.product, 'product', setting);
      case 'shops':
        return listed(facts.shop, 'shop', setting);
      case 'drafts':
        return facts.product.filter((row) => row.status === 'draft').length || undefined;
    }
    const [noun = '', property = '', part = ''] = name.split('.');
    if (noun === 'profile') return profileWords(property, setting);
    const row =
      noun === 'contact' || noun === 'household'
        ? facts[noun]
        : about?.noun === noun
          ? facts[about.noun as 'product'].find((each) => each.id === about.id)
          : undefined;
    return row && fact(noun as Noun, row, property, part, language);
  }

  function fact(noun: Noun, row: Row, property: string, part: string, language: Language) {
    const value = row[property];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value)) return value.length || undefined;
    if (part === 'words') return printInWords(value, language);
    const named = typeof value === 'string' && found([`common:${noun}.${property}.${value}`], language);
    return named ? raw(named, language) : print(value, language);
  }

  function listed(rows: Row[], noun: 'product' | 'shop', setting: Setting): string | undefined {
    const lines = rows.map((row, at) =>
      text([`common:${noun}.line`], {
        ...setting,
        about: { noun, id: row.id },
        values: { at: at + 1, ...(noun === 'shop' && { profile: String(row.marketplace) }) },
      }),
    );
    const shown = lines.filter(Boolean);
    return shown.length > 0 ? `\n${shown.join('\n')}` : undefined;
  }

  function profileWords(property: string, { values = {}, facts, about, language }: Setting): string | undefined {
    const shop = about?.noun === 'shop' ? facts.shop.find((row) => row.id === about.id) : undefined;
    const profile = profiles[String(values.profile ?? shop?.marketplace ?? '')];
    if (!profile) return undefined;
    if (property === 'hotline') return profile.hotlines[0]?.number;
    if (property === 'step') return profile.steps.find((step) => step.id === values.profileStep)?.text[language];
    if (property === 'steps')
      return profile.steps.map((step, at) => `${at + 1}. ${step.text[language]}`).join('\n') || undefined;
    if (property === 'name' || property === 'operator' || property === 'helpers') return profile[property];
    return undefined;
  }

  return { text, has, label, option };
}

/** How we call them and ourselves. "Bác" and "cháu" until they have chosen. */
function formOf(contact: Row): { goi: string; xung: string } {
  const called: Record<string, string> = { bac: 'bác', co: 'cô', chu: 'chú', anh: 'anh', chi: 'chị' };
  const goi = called[String(contact.address_form)] ?? 'bác';
  return { goi, xung: goi === 'anh' || goi === 'chị' ? 'em' : 'cháu' };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
