// Does something that cannot be refused. Whatever can be refused is an effect and a wait.
// { "do": "finish_product" }
import { z } from 'zod';
import type { ConsentState } from '../../model/facts.ts';
import { type Field, fieldNames } from '../../model/fields.ts';
import type { Talk } from '../talk.ts';
import { onward, stepKind } from './kind.ts';

type Body = {
  do: string;
  /** For consent: what for (`{shop.marketplace}` is filled in), and the step whose text they answered. */
  purpose?: string | undefined;
  wording?: string | undefined;
  /** For compose and clear. */
  field?: Field | undefined;
  next?: string | undefined;
};

const actions: Record<string, (talk: Talk, step: Body) => void> = {
  /** Opens a product draft, or takes up the one that was left unfinished. */
  open_product(talk: Talk) {
    delete talk.frame.skipped;
    const unfinished = talk.facts.product.find((product) => product.status === 'draft');
    if (unfinished) {
      talk.frame.row = unfinished.id;
      if (unfinished.name) talk.remark('common:draft_resumed', { name: String(unfinished.name) });
      return;
    }
    talk.ensureHousehold();
    const product = { id: talk.newId(), status: 'draft', photos: [] };
    talk.effects.push({ type: 'open_product', id: product.id });
    talk.facts = { ...talk.facts, product: [...talk.facts.product, product] };
    talk.frame.row = product.id;
  },
  finish_product: (talk: Talk) => setStatus(talk, 'product', 'ready'),
  pause_product: (talk: Talk) => setStatus(talk, 'product', 'paused'),
  offer_product: (talk: Talk) => setStatus(talk, 'product', 'ready'),
  delete_product(talk: Talk) {
    const product = talk.row('product');
    if (!product) return;
    setStatus(talk, 'product', 'deleted');
    talk.facts = { ...talk.facts, product: talk.facts.product.filter(({ id }) => id !== product.id) };
    // Nothing leads back to it.
    const { frame, state } = talk;
    state.back = state.back.filter(({ row }) => row !== product.id);
    state.stack = state.stack.filter((each) => each === frame || each.row !== product.id);
    delete frame.row;
  },
  /** Fills `field` with the words of `text` unless it is known. */
  compose(talk: Talk, step: Body) {
    const field = step.field as Field;
    const row = talk.row('product');
    if (!row || talk.known(field) !== undefined) return;
    talk.effects.push({ type: 'compose_fact', field, row: row.id, text: [talk.key('.text')] });
    talk.change('product', row.id, { [field.slice('product.'.length)]: '…' });
  },
  clear(talk: Talk, step: Body) {
    const field = step.field as Field;
    const row = talk.row('product');
    if (!row || talk.known(field) === undefined) return;
    talk.effects.push({ type: 'clear_fact', field, row: row.id });
    talk.change('product', row.id, { [field.slice('product.'.length)]: null });
  },
  grant: (talk: Talk, step: Body) => consent(talk, step, 'granted'),
  /** Without consent to keep anything, nothing else goes on: not what a link was for either. */
  refuse(talk: Talk, step: Body) {
    if (step.purpose === talk.playbook.entry.consent) talk.state.stack = [talk.frame];
    consent(talk, step, 'refused');
  },
  /** Withdraws every consent that stands; whatever was in progress stops with it, the facts stay. */
  withdraw(talk: Talk, step: Body) {
    talk.state.stack = [talk.frame];
    talk.state.back = [];
    for (const [purpose, state] of Object.entries(talk.facts.consents))
      if (state === 'granted') consent(talk, { ...step, purpose }, 'withdrawn');
  },
  /** What is known awaits erasure: a new talk does not take it up. */
  forget(talk) {
    talk.state.stack = [talk.frame];
    talk.state.back = [];
    talk.effects.push({ type: 'leave_household' });
    const { household: _, ...facts } = talk.facts;
    talk.facts = { ...facts, product: [], shop: [], loosePhotos: [] };
  },
  mute(talk) {
    talk.effects.push({ type: 'set_muted', muted: true });
  },
};

export const doStep = stepKind<Body>({
  schema: z
    .strictObject({
      do: z.string().refine((name) => Object.hasOwn(actions, name), `is none of ${Object.keys(actions).join(', ')}`),
      purpose: z.string().optional(),
      wording: z.string().optional(),
      field: z.enum(fieldNames).optional(),
      next: z.string().optional(),
    })
    .refine((step) => !['compose', 'clear'].includes(step.do) || step.field !== undefined, 'needs a field')
    .refine((step) => !['grant', 'refuse'].includes(step.do) || step.purpose !== undefined, 'needs a purpose'),
  enter(talk, step) {
    actions[step.do]?.(talk, step);
    return onward(step.next);
  },
  leads: (step) => ({ steps: step.next ? [step.next] : [], calls: [], goesOn: !step.next }),
});

function setStatus(talk: Talk, noun: 'product' | 'shop', status: string): void {
  const row = talk.row(noun);
  if (!row) return;
  talk.effects.push({ type: 'set_status', noun, row: row.id, status });
  talk.effects.push({ type: 'log_event', kind: `${noun}_${status}`, data: { id: row.id } });
  talk.change(noun, row.id, { status });
}

function consent(talk: Talk, step: Body, state: ConsentState): void {
  const purpose = talk.filled(step.purpose ?? '');
  const wording = `${talk.frame.flow}:${step.wording ?? talk.frame.step}`;
  talk.effects.push({ type: 'record_consent', purpose, state, wording, about: talk.about() });
  talk.effects.push({ type: 'log_event', kind: `consent_${state}`, data: { purpose } });
  talk.facts = { ...talk.facts, consents: { ...talk.facts.consents, [purpose]: state } };
}
