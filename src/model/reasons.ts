// Why a person is brought in. Words for helpers: `reason.<reason>` in locales/<lang>/console.json.
import { z } from 'zod';

/** Why the programme itself opens a ticket. */
export const ticketReasons = [
  'asked',
  'accepted_offer',
  'fraud',
  'loop',
  'endless',
  'place_gone',
  'failed_message',
  'marketplace_steps',
  'erase_data',
  'taken_over',
  'answered_at_desk',
] as const;

/** What a flow gives as the reason of a `handoff`. A type of its own, so that code can give none but those above. */
export const FlowReason = z.string().brand<'reason of a flow'>();

export type TicketReason = (typeof ticketReasons)[number] | z.infer<typeof FlowReason>;
