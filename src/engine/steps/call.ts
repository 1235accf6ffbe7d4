// Runs another flow and goes on when it has ended.
// { "call": "household" }
import { z } from 'zod';
import { stepKind } from './kind.ts';

export const call = stepKind({
  schema: z.strictObject({ call: z.string(), next: z.string().optional() }),
  enter: (_talk, step) => ({ call: step.call }),
  leads: (step) => ({ steps: step.next ? [step.next] : [], calls: [step.call], goesOn: !step.next }),
});
