/** @jsxImportSource preact */
// The page: header, thread (or the welcome card), quick replies and composer, and what lies over them for a moment.
// Must stay true: overlays (banner, notice, pill) never push the thread; the composer is there at all times.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openChat } from './chat.ts';
import { Choices } from './parts/Choices.tsx';
import { Composer, type ComposerFace } from './parts/Composer.tsx';
import { DropZone } from './parts/DropZone.tsx';
import { Header } from './parts/Header.tsx';
import { Notice, OfflineBanner } from './parts/Overlays.tsx';
import { PhotoView } from './parts/PhotoView.tsx';
import { Thread } from './parts/Thread.tsx';
import { Opening, Welcome } from './parts/Welcome.tsx';
import { bubblesOf, isFirstVisit, openChoices, startOf } from './state.ts';
import { useUnreadTitle } from './title.ts';
import { onTouch } from './touch.ts';

export function App() {
  const [, redraw] = useState(0);
  const [notice, setNotice] = useState('');
  const [shown, setShown] = useState<string>();
  const chat = useMemo(() => openChat(() => redraw((count) => count + 1), setNotice), []);
  useEffect(() => chat.open(), [chat]);

  const state = chat.state();
  const thread = useRef<HTMLElement>(null);
  const composer = useRef<ComposerFace>(null);
  // A phone's keyboard must not jump up because somebody tapped a button.
  const refocus = () => (onTouch() ? thread.current?.focus({ preventScroll: true }) : composer.current?.focus());
  const first = isFirstVisit(state);
  const starting = startOf(state);
  const open = openChoices(state);
  useUnreadTitle(state.messages);

  // Once the talk has begun, whoever pressed "Bắt đầu" should not find the focus nowhere.
  const wasFirst = useRef(false);
  useEffect(() => {
    if (wasFirst.current && !first) refocus();
    wasFirst.current = first;
  });

  return (
    <div class="app">
      <Header
        onHelper={() => {
          chat.askHelper();
          refocus();
        }}
      />
      <main class="stage">
        {first ? (
          <Welcome starting={starting} onStart={chat.start} />
        ) : !state.loaded && bubblesOf(state).length === 0 ? (
          <Opening />
        ) : (
          <Thread state={state} chat={chat} box={thread} onPhoto={setShown} />
        )}
        <OfflineBanner down={state.line === 'down'} />
        <Notice text={notice} onGone={() => setNotice('')} />
      </main>
      <footer class="foot">
        {open && (
          <Choices
            open={open}
            onTap={(token) => {
              chat.tap(token);
              refocus();
            }}
          />
        )}
        <Composer face={composer} onSay={chat.say} onPhotos={chat.photos} />
      </footer>
      <DropZone onPhotos={chat.photos} />
      {shown && <PhotoView url={shown} onClose={() => setShown(undefined)} />}
    </div>
  );
}
