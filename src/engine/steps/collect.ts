// Takes photos, one by one, until the farmer says that these are all. The photos themselves are kept by photos.ts.
// { "collect": "product.photos", "min": 1, "max": 8 }
import { z } from 'zod';
import type { Choice } from '../../model/effects.ts';
import { onward, stepKind } from './kind.ts';

export const collect = stepKind({
  schema: z.strictObject({
    collect: z.literal('product.photos'),
    min: z.int().min(0),
    max: z.int().min(1),
    /** Asks even when there are enough: for steps whose purpose is a change. */
    again: z.literal(true).optional(),
    next: z.string().optional(),
  }),

  enter(talk, step) {
    adoptLoosePhotos(talk);
    const settled = talk.photos().length >= Math.max(step.min, 1) || talk.wasSkipped();
    return settled && !step.again && !talk.state.force ? onward(step.next) : 'wait';
  },

  question(talk, step) {
    const count = talk.photos().length;
    const choices: Choice[] = [];
    if (count >= step.min) choices.push({ id: 'done', text: [talk.key('.done'), 'common:done'] });
    if (count > 0) choices.push({ id: 'remove', text: [talk.key('.remove'), 'common:photo.remove'] });
    if (count < step.min) choices.push({ id: 'later', text: [talk.key('.later'), 'common:photo.later'] });
    return {
      text:
        count >= step.max
          ? ['common:photo.full']
          : count > 0
            ? [talk.key('.more'), 'common:photo.more', talk.key()]
            : [talk.key()],
      choices,
      field: step.collect,
      photos: true,
      values: { count },
    };
  },

  answer(talk, step, { option }) {
    if (option === 'later') talk.skip();
    if (option === 'done' || option === 'later') return onward(step.next);
    if (option !== 'remove') return 'unread';
    talk.aside({ type: 'photo' });
    return 'again';
  },

  leads: (step) => ({ steps: step.next ? [step.next] : [], calls: [], goesOn: !step.next }),
});

/** Photos that came before there was a product belong to the first product that asks for photos. */
function adoptLoosePhotos(talk: Parameters<typeof collect.enter>[0]): void {
  const product = talk.row('product');
  const loose = talk.facts.loosePhotos;
  if (!product || loose.length === 0) return;
  talk.effects.push({ type: 'adopt_photos', product: product.id, photos: loose.map((photo) => photo.id) });
  talk.change('product', product.id, { photos: [...talk.photos(), ...loose] });
  talk.facts = { ...talk.facts, loosePhotos: [] };
  talk.remark('common:photo.adopted', { count: loose.length });
}
