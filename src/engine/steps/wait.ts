// Waits for an answer from outside (a check, a booking), never longer than its limit. The farmer can do other things.
// { "wait": "shop_checked", "days": 3, "next": "open", "late": "ask_helper" }
import { z } from 'zod';
import { onward, stepKind } from './kind.ts';

export const wait = stepKind({
  schema: z.strictObject({
    /** The name of what is waited for. */
    wait: z.string(),
    days: z.number().positive(),
    next: z.string().optional(),
    /** Where the talk goes when nothing came in time. */
    late: z.string(),
  }),

  enter(talk, step) {
    if (!talk.frame.waiting) {
      talk.effects.push({ type: 'start_timer', key: `wait ${step.wait}`, seconds: step.days * 86_400 });
      talk.frame.waiting = true;
    }
    return 'wait';
  },

  question: (talk) => ({ text: [talk.key()], choices: [] }),

  answer(talk, step, { option }) {
    if (option !== `event ${step.wait}` && option !== `late ${step.wait}`) return 'again';
    delete talk.frame.waiting;
    if (option === `event ${step.wait}`) {
      talk.effects.push({ type: 'cancel_timer', key: `wait ${step.wait}` });
      return onward(step.next);
    }
    return { to: step.late };
  },

  leads: (step) => ({ steps: [step.late, ...(step.next ? [step.next] : [])], calls: [], goesOn: !step.next }),
});
