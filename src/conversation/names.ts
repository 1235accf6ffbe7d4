// What people are called, where a channel's deliveries do not bring it: asked for once, when they have begun to tell us who they are.
import { SendError } from '../model/channels.ts';
import { nameContact, namelessContacts } from '../records/conversations.ts';
import { type Runtime, reasonOf } from './runtime.ts';

const atOnce = 20;

/** Asks the channels for the names of a few; called from time to time. */
export async function learnNames(runtime: Runtime): Promise<void> {
  const { db } = runtime.database;
  for (const channel of runtime.channels) {
    if (!channel.nameOf) continue;
    for (const { id, address } of await namelessContacts(db, channel.name, channel.account, atOnce)) {
      try {
        await nameContact(db, id, (await channel.nameOf(address)) ?? '');
      } catch (error) {
        const failure = error instanceof SendError ? error.failure : 'unknown';
        runtime.log.info({ contactId: id, failure, error: reasonOf(error) }, 'a name could not be asked for');
        // Out of reach now means to try again later; whatever else it is, the next try would end alike.
        if (['retry', 'unknown', 'channel'].includes(failure)) break;
        await nameContact(db, id, '');
      }
    }
  }
}
