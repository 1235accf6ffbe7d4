// A turn's words, from its effects: what is said, with which buttons; and texts that become facts. Pure.

import { type Turn, tokenOf } from '../engine/index.ts';
import type { Effect, Say } from '../model/effects.ts';
import { invariant } from '../model/errors.ts';
import type { Facts, Row } from '../model/facts.ts';
import type { Noun } from '../model/fields.ts';
import type { Button, Outbound } from '../model/messages.ts';
import type { Setting, Texts } from '../texts/index.ts';

/** A message, the key under which it changes an earlier one, and the number of its question, shown from which button on. */
export type Rendered = { message: Outbound; replaces?: string | undefined; question?: number; from?: number };

export function settingOf(facts: Facts, about?: Setting['about']): Setting {
  return { language: facts.contact.locale === 'en' ? 'en' : 'vi', facts, about };
}

/** One text of ours for somebody, where no facts of theirs are needed. */
export function plain(texts: Texts, contact: Facts['contact'], key: string, values: Setting['values'] = {}): string {
  const facts = { contact, product: [], shop: [], consents: {}, loosePhotos: [], awaitingPerson: false };
  return texts.text([key], { ...settingOf(facts), values });
}

/** The facts after a turn, with texts that became facts (a drafted description) filled in. */
export function factsAfter(texts: Texts, { facts, effects }: Turn): Facts {
  let after = facts;
  for (const effect of effects) {
    if (effect.type !== 'compose_fact') continue;
    const [, column] = columnOf(effect.field);
    const composed = (row: Row) => {
      const product = after.product.map((one) => (one.id === row.id ? row : one));
      const words = texts.text(effect.text, settingOf({ ...after, product }, { noun: 'product', id: row.id }));
      return words.replace(/^\p{Ll}/gmu, (letter) => letter.toUpperCase());
    };
    const { was } = effect;
    // What is known of the household may have come later than the words.
    if (was && !isPart(String(was[column]), composed(was))) continue;
    const product = after.product.map((row) => (row.id === effect.row ? { ...row, [column]: composed(row) } : row));
    after = { ...after, product };
  }
  return after;
}

/** Whether all the lines of some words are among those of others. */
function isPart(words: string, all: string): boolean {
  const lines = new Set(all.split('\n'));
  return words.split('\n').every((line) => lines.has(line));
}

/** The turn's words as messages: remarks join the words that come after them. */
export function rendered(texts: Texts, effects: Effect[], facts: Facts): Rendered[] {
  const messages: Rendered[] = [];
  let remarks: string[] = [];
  for (const say of effects) {
    if (say.type !== 'say') continue;
    const setting: Setting = { ...settingOf(facts, say.about), values: say.values };
    const text = texts.text(say.text, setting);
    invariant(text, `the text ${say.text.join(' or ')} has words`);
    if (say.join) {
      remarks.push(text);
      continue;
    }
    const buttons = buttonsOf(texts, say, setting);
    const request = say.request && { request: say.request };
    const { question, from, replaces } = say;
    messages.push({
      message: { text: joined(remarks, text), buttons, ...request },
      ...(replaces && { replaces }),
      ...(question !== undefined && { question }),
      ...(from !== undefined && { from }),
    });
    remarks = [];
  }
  if (remarks.length > 0) messages.push({ message: { text: joined(remarks), buttons: [] } });
  return messages;
}

function buttonsOf(texts: Texts, { choices = [], question = 0 }: Say, setting: Setting): Button[] {
  return choices.map((choice, index) => ({ token: tokenOf(question, index), label: texts.label(choice, setting) }));
}

/** Remarks stand together, apart from the words that they lead to. */
function joined(remarks: string[], text?: string): string {
  return [remarks.join('\n'), text].filter(Boolean).join('\n\n');
}

export function columnOf(field: string): [Noun, string] {
  const dot = field.indexOf('.');
  return [field.slice(0, dot) as Noun, field.slice(dot + 1)];
}
