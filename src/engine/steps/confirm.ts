// Shows what is known and asks whether it is right; what is not right is changed on the spot, then shown again.
// { "confirm": "product", "change": ["name", "price"], "yes": "save" }
import { z } from 'zod';
import { onward, stepKind } from './kind.ts';

export const confirm = stepKind({
  schema: z.strictObject({
    /** What is confirmed: a noun or a field, for the reader; the words are the step's text. */
    confirm: z.string(),
    /** Steps of this flow whose answers can be changed here. */
    change: z.array(z.string()).optional(),
    yes: z.string(),
    /** Where a plain no leads. Without it a no asks what to change. */
    no: z.string().optional(),
  }),

  enter: () => 'wait',

  question(talk, step) {
    const { frame } = talk;
    return {
      text: [talk.key()],
      yesNo: true,
      choices: [
        { id: 'yes', text: [talk.key('.yes'), 'common:yes'] },
        ...(step.no ? [{ id: 'no', text: [talk.key('.no'), 'common:no'] }] : []),
        ...(step.change ?? []).map((id) => ({ id: `change ${id}`, text: [`${frame.flow}:${id}.change`] })),
      ],
    };
  },

  answer(talk, step, { option, reading }) {
    if (option?.startsWith('change ')) return { change: option.slice('change '.length) };
    const said = option ?? reading?.yesNo;
    if (said === 'yes') return onward(step.yes);
    if (said !== 'no') return 'unread';
    if (step.no) return { to: step.no };
    talk.remark([talk.key('.what'), 'common:what_to_change']);
    return 'again';
  },

  leads: (step) => ({
    steps: [step.yes, ...(step.no ? [step.no] : []), ...(step.change ?? [])],
    calls: [],
    goesOn: false,
  }),
});
