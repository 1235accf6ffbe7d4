// Stands for test/support/scenarios.ts under mutation: files are read and content is compiled once a thread, by the code as it is.
import * as all from '../support/scenarios.ts';

export * from '../support/scenarios.ts';

let read: ReturnType<typeof all.scenarios> | undefined;
export const scenarios: typeof all.scenarios = () => {
  read ??= all.scenarios();
  return read;
};

let content: ReturnType<typeof all.shippedContent> | undefined;
export const shippedContent: typeof all.shippedContent = () => {
  content ??= all.shippedContent();
  return content;
};
