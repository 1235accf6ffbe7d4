// Goes one way or another by what is known, without asking.
// { "branch": [{ "if": { "field": "product.certificate", "is": "ocop" }, "to": "stars" }], "else": "describe" }
import { z } from 'zod';
import { Condition, holds } from '../condition.ts';
import { stepKind } from './kind.ts';

export const branch = stepKind({
  schema: z.strictObject({
    branch: z.array(z.strictObject({ if: Condition, to: z.string() })).min(1),
    else: z.string(),
  }),
  enter(talk, step) {
    return { to: step.branch.find((way) => holds(talk, way.if))?.to ?? step.else };
  },
  leads: (step) => ({ steps: [...step.branch.map((way) => way.to), step.else], calls: [], goesOn: false }),
});
