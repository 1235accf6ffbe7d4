// Counts in the tab's title what came while the visitor was looking elsewhere.
import { useEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../../http/contract/chat.ts';
import { t } from './texts.ts';

export function useUnreadTitle(messages: readonly ChatMessage[]) {
  const read = useRef(0);
  useEffect(() => {
    const newest = messages[messages.length - 1]?.id ?? 0;
    const show = () => {
      if (!document.hidden || read.current === 0) read.current = newest;
      const count = messages.filter((message) => message.from !== 'me' && message.id > read.current).length;
      document.title = count > 0 ? t('unread', { count }) : t('title');
    };
    show();
    document.addEventListener('visibilitychange', show);
    return () => document.removeEventListener('visibilitychange', show);
  }, [messages]);
}
