/** @jsxImportSource preact */
// The talk itself. Must stay true: at the bottom it stays at the bottom; elsewhere it does not move under the reader,
// neither when older messages come above nor when new ones come below.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../chat.ts';
import { dayName } from '../days.ts';
import { type ChatState, newestId, openChoices, type Row, rowsOf } from '../state.ts';
import { lang, t } from '../texts.ts';
import { Album, TextBubble, TypingBubble } from './Bubbles.tsx';
import { DownIcon } from './Icons.tsx';

type ThreadProps = {
  state: ChatState;
  chat: Chat;
  box: RefObject<HTMLElement | null>;
  onPhoto: (url: string) => void;
};

/** As near to the end as this counts as being there. */
const slack = 60;
/** Older messages are fetched before the reader reaches the top. */
const ahead = 400;

export function Thread({ state, chat, box, onPhoto }: ThreadProps) {
  const rows = rowsOf(state);
  const { fetching, fetchOlder } = useOlder(chat);
  const { away, toBottom, onScroll } = useScroll(box, state, rows);
  const read = useRef(0);
  if (!away) read.current = newestId(state);
  const news = state.messages.filter((message) => message.from !== 'me' && message.id > read.current).length;
  const open = openChoices(state);
  const names = { today: t('today'), yesterday: t('yesterday') };

  return (
    <>
      <section
        ref={box}
        class="thread"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        aria-label={t('thread')}
        onScroll={() => {
          const top = onScroll();
          if (state.more && top < ahead) void fetchOlder();
        }}
      >
        <div class="thread-in">
          {state.more && (
            <button type="button" class="older" onClick={() => void fetchOlder()} aria-disabled={fetching}>
              {fetching ? t('olderComing') : t('older')}
            </button>
          )}
          <div role="log" aria-live={state.loaded && !fetching ? 'polite' : 'off'} aria-label={t('thread')} class="log">
            {rows.map((row) => {
              if (row.type === 'day')
                return (
                  <p key={row.key} class="day">
                    <span>{dayName(row.at, Date.now(), lang, names)}</span>
                  </p>
                );
              const shared = { chat, onPhoto };
              return row.type === 'album' ? (
                <Album key={row.key} row={row} {...shared} />
              ) : (
                <TextBubble key={row.key} row={row} {...shared} />
              );
            })}
            {state.typing && <TypingBubble />}
            {open && !open.chosen && (
              <p class="for-readers" key={`c${open.id}`}>
                {t('choices')}: {open.choices.map(({ label }) => label).join(', ')}
              </p>
            )}
          </div>
        </div>
      </section>
      {away && (
        <div class="overlay overlay-bottom">
          <button type="button" class={news > 0 ? 'pill pill-news' : 'pill'} onClick={toBottom}>
            <DownIcon />
            <span>{news > 0 ? `${t('newMessages')} (${news})` : t('toBottom')}</span>
          </button>
        </div>
      )}
    </>
  );
}

function useOlder(chat: Chat) {
  const [fetching, setFetching] = useState(false);
  const fetchOlder = async () => {
    if (fetching) return;
    setFetching(true);
    await chat.older();
    setFetching(false);
  };
  return { fetching, fetchOlder };
}

function useScroll(box: RefObject<HTMLElement | null>, state: ChatState, rows: Row[]) {
  const [away, setAway] = useState(false);
  const pinned = useRef(true);
  const before = useRef({ height: 0, top: '', mine: '' });
  const lastTop = useRef(0);

  const stick = () => {
    const area = box.current;
    if (!area) return;
    if (pinned.current) area.scrollTop = area.scrollHeight;
    lastTop.current = area.scrollTop;
    before.current.height = area.scrollHeight;
  };

  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    const top = String(state.messages[0]?.id ?? '');
    const mine = state.outgoing[state.outgoing.length - 1]?.key ?? '';
    // Whoever sends something wants to see it.
    if (mine && mine !== before.current.mine) pinned.current = true;
    else if (!pinned.current && top !== before.current.top) area.scrollTop += area.scrollHeight - before.current.height;
    before.current = { height: area.scrollHeight, top, mine };
    stick();
    if (pinned.current && away) setAway(false);
  });

  // The keyboard, quick replies, or a turned phone change the room.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stick` reads what is there when it runs
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return undefined;
    const watch = new ResizeObserver(stick);
    watch.observe(area);
    if (area.firstElementChild) watch.observe(area.firstElementChild);
    return () => watch.disconnect();
  }, []);

  return {
    away: away && rows.length > 0,
    onScroll(): number {
      const area = box.current;
      if (!area) return Number.POSITIVE_INFINITY;
      // Only who scrolls up leaves the end; a shrinking area (the keyboard, a growing field) does not.
      if (area.scrollHeight - area.scrollTop - area.clientHeight < slack) pinned.current = true;
      else if (area.scrollTop < lastTop.current) pinned.current = false;
      lastTop.current = area.scrollTop;
      if (away === pinned.current) setAway(!pinned.current);
      return pinned.current ? Number.POSITIVE_INFINITY : area.scrollTop;
    },
    toBottom() {
      pinned.current = true;
      stick();
      setAway(false);
      box.current?.focus({ preventScroll: true });
    },
  };
}
