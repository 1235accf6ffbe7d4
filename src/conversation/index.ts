// The face of the durable way: in, out, and the worker between.
export { command, question, situation, takeTurn } from './act.ts';
export { write } from './commit.ts';
export { type Content, checkContent, compileContent, type Editions, editions } from './editions.ts';
export { accept, type Taken } from './intake.ts';
export { failureIn, windowOf } from './outbox.ts';
export { retryParked } from './parked.ts';
export {
  channelOf,
  type Log,
  type Pace,
  type Runtime,
  reasonOf,
  type Stage,
  stages,
  topics,
  usualPace,
} from './runtime.ts';
export { settle } from './settle.ts';
export { type Silence, silences } from './silence.ts';
export { owesAnswer, owesNothing, returnToQueue, waitsInVain } from './unanswered.ts';
export { understood } from './understood.ts';
export { factsAfter, plain, settingOf } from './words.ts';
export { startWorker, type Worker } from './worker.ts';
