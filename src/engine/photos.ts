// Photos: kept wherever the talk stands, counted where they are asked for, and tipped about when they came out badly.
import type { PhotoFact, Row } from '../model/facts.ts';
import type { Content } from '../model/messages.ts';
import type { Reading } from '../model/reading.ts';
import type { Value } from '../model/values.ts';
import { ask } from './question.ts';
import { answerStep, takeOtherFields } from './run.ts';
import type { Talk } from './talk.ts';

/** Seconds to wait for the other photos of an album before saying how many came. */
const albumSeconds = 2;

export function takePhoto(talk: Talk, photo: Extract<Content, { type: 'photo' }>, caption: Reading | undefined): void {
  if (!talk.consented) {
    talk.remark('common:photo.before_consent');
    return ask(talk);
  }
  const collecting = !talk.resting && talk.step.kind === 'collect' ? talk.step : undefined;
  const product = talk.row('product') ?? onlyWithoutPhotos(talk);
  if (collecting && talk.photos().length >= collecting.max) return ask(talk);
  if (collecting) delete talk.state.aside;
  const id = talk.newId();
  talk.effects.push({ type: 'keep_photo', id, source: photo.source, product: product?.id });
  const kept = { id, state: 'waiting' as const };
  if (product) talk.change('product', product.id, { photos: [...((product.photos ?? []) as PhotoFact[]), kept] });
  else talk.facts = { ...talk.facts, loosePhotos: [...talk.facts.loosePhotos, kept] };

  if (collecting && photo.group) {
    talk.effects.push({ type: 'start_timer', key: `album ${photo.group}`, seconds: albumSeconds });
    takeOtherFields(talk, { reading: caption });
    return;
  }
  if (!collecting) {
    talk.remark(product ? 'common:photo.kept' : 'common:photo.kept_loose');
    if (talk.resting) return;
  }
  if (caption && Object.keys(caption.values).length > 0) return answerStep(talk, { reading: caption });
  ask(talk);
}

/** A photo that comes late belongs to the one product that still has none. */
function onlyWithoutPhotos(talk: Talk): Row | undefined {
  const bare = talk.facts.product.filter((row) => ((row.photos ?? []) as PhotoFact[]).length === 0);
  return bare.length === 1 ? bare[0] : undefined;
}

/** A measured photo never moves the talk: at the step that asks for photos it changes the tip, elsewhere it is a note. */
export function takeVerdict(talk: Talk, verdict: { photo: string; tips: string[]; unreadable: boolean }): void {
  const isIt = (photo: PhotoFact) => photo.id === verdict.photo;
  const product = talk.facts.product.find((row) => ((row.photos ?? []) as PhotoFact[]).some(isIt));
  const tip = verdict.unreadable ? 'unreadable' : verdict.tips[0];
  if (!tip) return;
  // Of a product that they have given up since. What nobody can open is known of no product any more.
  if (!product && !verdict.unreadable && !talk.facts.loosePhotos.some(isIt)) return;
  const name: Record<string, Value> = typeof product?.name === 'string' ? { name: product.name } : {};
  const here = !talk.resting && talk.step.kind === 'collect' && talk.row('product')?.id === product?.id;
  if (!here) return talk.say([`common:photo.note.${tip}`, `common:photo.tip.${tip}`], { values: name });
  talk.remark(`common:photo.tip.${tip}`, name);
  ask(talk);
}
