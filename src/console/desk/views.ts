// The lists of the desk, in the order of their tabs: those of the server, and the search.
import { type View, views } from '../../http/contract/console.ts';

export const tabs = [...views, 'find'] as const;
export type Tab = (typeof tabs)[number];

export const isView = (name: string): name is Tab => (tabs as readonly string[]).includes(name);
export const isList = (tab: Tab): tab is View => tab !== 'find';
