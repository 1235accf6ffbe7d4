// Every scenario on the engine alone, as test/scenarios.test.ts replays it, without what the durable way needs.
import { expect, it } from 'vitest';
import { PureTalk, scenarios, shippedContent, summary } from '../support/scenarios.ts';

const content = await shippedContent();

it.each(scenarios())('$name', ({ scenario }) => {
  const talk = new PureTalk(content);
  for (const line of scenario.turns) expect(talk.does(line)).toEqual(line.answered);
  expect(summary(talk.facts)).toEqual(scenario.facts);
  expect(talk.tickets).toEqual(scenario.tickets);
});
