// What was read of a day, in a line: '2026-11-25', '… month lunar', '? this | that', 'none'.
import type { FieldReading } from '../../../src/model/reading.ts';
import type { Period } from '../../../src/model/values.ts';

const written = ({ from, to, grain, calendar, time }: Period) =>
  [
    from === to ? from : `${from}..${to}`,
    ...(grain === 'day' ? [] : [grain]),
    ...(calendar === 'solar' ? [] : [calendar]),
    ...(time ? [time] : []),
  ].join(' ');
export const outcome = (found: FieldReading<Period> | undefined) => {
  if (!found) return 'none';
  return 'value' in found ? written(found.value) : `? ${found.choices.map(written).join(' | ')}`;
};
