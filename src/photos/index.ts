// Photos: a quick look at upload, the slow cleaning and measuring off the turn, and a store by content hash.
// Originals may carry a place and a script; only what `process` returns may ever be shown to anybody.
export { inspect, type PictureType, type Refusal } from './inspect.ts';
export { type Picture, type Processed, process, type Tip, tipsWhen, type Unreadable } from './process.ts';
export { diskStore, type PhotoStore } from './store.ts';
