// Does everything that waits, in this process and in order, until nothing does: for the terminal talk and for tests.

import { quietTimer } from '../engine/index.ts';
import { overdueConversations } from '../records/inbox.ts';
import { fireNudges, fireTimers } from '../records/timers.ts';
import { drainOutbox } from './outbox.ts';
import { drainPhotos } from './photos.ts';
import { drainRecordings } from './recordings.ts';
import type { Runtime } from './runtime.ts';
import { handleHeads } from './turn.ts';

export async function settle(runtime: Runtime): Promise<void> {
  const { db } = runtime.database;
  const never = () => false;
  for (;;) {
    await fireTimers(db, 1000);
    await fireNudges(db, runtime.clock(), quietTimer, 1000);
    const waiting = await overdueConversations(db, -1, 1000);
    for (const conversation of waiting) {
      let more = [conversation];
      while (more.length > 0) ({ more } = await handleHeads(runtime, more));
    }
    await drainOutbox(runtime);
    await drainPhotos(runtime, never);
    await drainRecordings(runtime, never);
    if (waiting.length === 0 && (await overdueConversations(db, -1, 1)).length === 0) return;
  }
}
