// Says a text and goes on.
// { "say": true }
import { z } from 'zod';
import { onward, stepKind } from './kind.ts';

export const say = stepKind({
  schema: z.strictObject({
    /** `true`: the text of the step's own name. A name: that text. With `.resuming`, where a question is put again after it. */
    say: z.union([z.literal(true), z.string()]),
    next: z.string().optional(),
  }),
  enter(talk, step) {
    const key = step.say === true ? talk.key() : `${talk.frame.flow}:${step.say}`;
    talk.say(talk.interrupts ? [`${key}.resuming`, key] : key);
    return onward(step.next);
  },
  leads: (step) => ({ steps: step.next ? [step.next] : [], calls: [], goesOn: !step.next }),
});
