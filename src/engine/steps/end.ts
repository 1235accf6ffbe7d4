// The flow is over; the flow that called it goes on.
// { "end": true }
import { z } from 'zod';
import { stepKind } from './kind.ts';

export const end = stepKind({
  schema: z.strictObject({ end: z.literal(true) }),
  enter: () => 'end',
  leads: () => ({ steps: [], calls: [], goesOn: false }),
});
