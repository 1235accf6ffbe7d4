// What was said, oldest first. Must stay true: it stays at the newest for whoever is there, and never moves under whoever
// has scrolled up, be it that new words come below or old ones above.
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ThreadMessage } from '../../../http/contract/console.ts';
import { wordsOf } from '../api.ts';
import { notify } from '../notice.ts';
import { useNow } from '../now.ts';
import { settle, useOutgoing } from '../outgoing.ts';
import { ask, fetchOlder } from '../queries.ts';
import { useT } from '../texts.ts';
import { dayName, dayOf } from '../time.ts';
import { Asked } from './Asked.tsx';
import { Bubble, OutgoingBubble } from './Bubble.tsx';
import { PhotoDialog } from './PhotoDialog.tsx';

const near = 80;

export function Thread({ id, name }: { id: string; name: string | null }) {
  const query = useQuery(ask.thread(id));
  return (
    <Asked query={query}>{(thread) => <Log id={id} name={name} messages={thread.messages} more={thread.more} />}</Asked>
  );
}

type Shown = { id: string; name: string | null; messages: ThreadMessage[]; more: boolean };

function Log({ id, name, messages, more }: Shown) {
  const t = useT();
  const now = useNow();
  const me = useQuery(ask.me()).data;
  const [photo, setPhoto] = useState<string>();
  const written = useOutgoing(id);
  const known = new Set(messages.map(({ key }) => key));
  const outgoing = written.filter(({ key }) => !known.has(key));
  useEffect(() => settle(written.filter(({ key }) => known.has(key)).map(({ key }) => key)));
  const { box, atEnd, toEnd, onScroll } = useScroll(messages, outgoing.length);
  const older = useOlder(id, more);
  return (
    <div className="thread-place">
      <div
        ref={box}
        className="thread"
        role="log"
        aria-label={t('thread.label', { name: name ?? t('nameless') })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={(event) => {
          onScroll();
          if (event.currentTarget.scrollTop < 200) older.fetch();
        }}
      >
        {more ? (
          <Button variant="subtle" className="older" loading={older.busy} onClick={older.fetch}>
            {t('thread.older')}
          </Button>
        ) : (
          <p className="day">{t(messages.length > 0 ? 'thread.start' : 'thread.empty')}</p>
        )}
        {messages.map((message, at) => {
          const before = messages[at - 1];
          const day = dayName(message.at, now);
          const newDay = !before || dayOf(before.at) !== dayOf(message.at);
          const first = newDay || before.from !== message.from || before.helper !== message.helper;
          return (
            <Fragment key={message.id}>
              {newDay && <p className="day">{typeof day === 'string' ? day : t(day.key, day.values)}</p>}
              <Bubble message={message} first={first} person={name} onPhoto={setPhoto} />
            </Fragment>
          );
        })}
        {outgoing.map((item, at) => (
          <OutgoingBubble
            key={item.key}
            item={item}
            name={me?.name ?? ''}
            first={at === 0 && messages.at(-1)?.helper !== me?.name}
          />
        ))}
      </div>
      {!atEnd && (
        <Button
          className="to-end"
          size="compact-md"
          variant="default"
          leftSection={<IconArrowDown size={18} aria-hidden />}
          onClick={toEnd}
        >
          {t('thread.newest')}
        </Button>
      )}
      <PhotoDialog url={photo} onClose={() => setPhoto(undefined)} />
    </div>
  );
}

function useScroll(messages: ThreadMessage[], outgoing: number) {
  const box = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const held = useRef({ height: 0, first: 0, outgoing: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = useCallback(() => {
    const at = box.current;
    if (at) at.scrollTop = at.scrollHeight;
  }, []);
  // After every drawing: a reason for a failure makes the last bubble taller, too.
  useLayoutEffect(() => {
    const at = box.current;
    if (!at) return;
    const first = messages[0]?.id ?? 0;
    const before = held.current;
    if (pinned.current || outgoing > before.outgoing) toEnd();
    else if (first < before.first) at.scrollTop += at.scrollHeight - before.height;
    held.current = { height: at.scrollHeight, first, outgoing };
  });
  useEffect(() => {
    const at = box.current;
    if (!at) return;
    // Pictures that load and keyboards that open change the room, not where the reader is.
    const watch = new ResizeObserver(() => pinned.current && toEnd());
    watch.observe(at);
    const loaded = () => pinned.current && toEnd();
    at.addEventListener('load', loaded, true);
    return () => {
      watch.disconnect();
      at.removeEventListener('load', loaded, true);
    };
  }, [toEnd]);
  const onScroll = () => {
    const at = box.current;
    if (!at) return;
    pinned.current = at.scrollHeight - at.scrollTop - at.clientHeight < near;
    held.current.height = at.scrollHeight;
    setAtEnd(pinned.current);
  };
  return { box, atEnd, toEnd, onScroll };
}

function useOlder(id: string, more: boolean) {
  const [busy, setBusy] = useState(false);
  const asking = useRef(false);
  const fetch = () => {
    if (!more || asking.current) return;
    asking.current = true;
    setBusy(true);
    fetchOlder(id)
      .catch((error: unknown) => notify({ text: wordsOf(error), bad: true }))
      .finally(() => {
        asking.current = false;
        setBusy(false);
      });
  };
  return { busy, fetch };
}
