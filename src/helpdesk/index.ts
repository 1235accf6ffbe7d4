// The face of the helpdesk: what helpers do to talks and tickets. Reading is in views.ts.

export { letIn, shutOut } from './accounts.ts';
export { type Mended, mend } from './mend.ts';
export { leaveUnsent, retry } from './parked.ts';
export { reply } from './reply.ts';
export { claim, type Helper, handBack, recall, reopen, resolve, take } from './tickets.ts';
export { conversationFor, conversations, parked, thread, tickets } from './views.ts';
