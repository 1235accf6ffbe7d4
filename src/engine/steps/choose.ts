// A fork: the farmer chooses where to go, or which of the rows the flow is about.
// { "choose": { "another": "name", "no": "finish" } }
import { z } from 'zod';
import type { Choice } from '../../model/effects.ts';
import type { Row } from '../../model/facts.ts';
import { limits } from '../state.ts';
import type { Talk } from '../talk.ts';
import { onward, stepKind } from './kind.ts';

export const choose = stepKind({
  schema: z
    .strictObject({
      /** Option → step. */
      choose: z.record(z.string(), z.string()),
      /** Also offers these rows; the chosen one becomes what the flow is about. */
      from: z.enum(['product', 'shop', 'marketplace']).optional(),
      /** Where a chosen row leads. */
      next: z.string().optional(),
    })
    .refine((step) => step.from !== undefined || step.next === undefined, 'next belongs to from'),

  enter: () => 'wait',

  question(talk, step) {
    const rows: Choice[] = step.from ? rowsOnOffer(talk, step.from) : [];
    const fixed = Object.keys(step.choose).map((id) => ({ id, text: [talk.key(`.${id}`), `common:${id}`] }));
    return { text: [talk.key()], choices: [...rows, ...fixed] };
  },

  answer(talk, step, { option }) {
    if (option === undefined) return 'unread';
    const target = step.choose[option];
    if (target) return { to: target };
    if (!step.from) return 'unread';
    if (step.from === 'marketplace') talk.frame.row = openShop(talk, option);
    else talk.frame.row = option;
    return onward(step.next);
  },

  leads: (step) => ({
    steps: [...Object.values(step.choose), ...(step.next ? [step.next] : [])],
    calls: [],
    goesOn: step.from !== undefined && !step.next,
  }),
});

function rowsOnOffer(talk: Talk, from: 'product' | 'shop' | 'marketplace'): Choice[] {
  if (from === 'marketplace')
    return Object.values(talk.playbook.marketplaces)
      .filter((profile) => profile.status !== 'closed')
      .map(({ marketplace, name, aliases }) => ({ id: marketplace, label: name, synonyms: aliases }));
  return talk
    .finished(from)
    .slice(-limits.rows)
    .map((row) => ({ id: row.id, label: labelOf(talk, row) }));
}

function labelOf(talk: Talk, row: Row): string {
  return String(row.name ?? talk.playbook.marketplaces[String(row.marketplace)]?.name ?? '');
}

function openShop(talk: Talk, marketplace: string): string {
  const existing = talk.facts.shop.find((shop) => shop.marketplace === marketplace);
  if (existing) return existing.id;
  talk.ensureHousehold();
  const shop = { id: talk.newId(), marketplace, status: 'preparing' };
  talk.effects.push({ type: 'open_shop', id: shop.id, marketplace });
  talk.facts = { ...talk.facts, shop: [...talk.facts.shop, shop] };
  return shop.id;
}
