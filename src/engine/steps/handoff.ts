// Brings in a person. A task lets the talk go on at once; for a talk the farmer is told that a person will write.
// { "handoff": "task", "reason": "find_existing_shop" }
import { z } from 'zod';
import { FlowReason } from '../../model/reasons.ts';
import { onward, stepKind } from './kind.ts';

export const handoff = stepKind({
  schema: z.strictObject({
    handoff: z.enum(['task', 'talk']),
    reason: FlowReason,
    dueDays: z.number().positive().optional(),
    next: z.string().optional(),
  }),
  enter(talk, step) {
    talk.openTicket(step.handoff, step.reason, { dueDays: step.dueDays });
    talk.say(talk.key());
    return onward(step.next);
  },
  leads: (step) => ({ steps: step.next ? [step.next] : [], calls: [], goesOn: !step.next }),
});
