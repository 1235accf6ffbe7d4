// Stands for fast-check under mutation: a property is tried a few times, and what breaks it is not made smaller.
import * as all from '../../node_modules/fast-check/lib/fast-check.js';

const most = 10;

export * from '../../node_modules/fast-check/lib/fast-check.js';

const assert = (property: never, parameters: { numRuns?: number } = {}) =>
  all.assert(property, { ...parameters, numRuns: Math.min(parameters.numRuns ?? most, most), endOnFailure: true });

export default { ...all, assert };
