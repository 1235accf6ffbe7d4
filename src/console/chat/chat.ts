// Ties the parts together: what the views ask for becomes outbox items, what the server says becomes state.
// Must stay true: the views read `state()` and call the deeds below; nothing else changes the state.
import type { ChatMessage, ChatPost } from '../../http/contract/chat.ts';
import { type Outcome, photoLimit, post, readMessages, upload } from './api.ts';
import { outDrawer, writeNote } from './drawer.ts';
import { newKey } from './keys.ts';
import { goLive, type Live } from './live.ts';
import { createOutbox } from './outbox.ts';
import { forSending, mostPhotos, previewOf } from './photo.ts';
import * as shelf from './shelf.ts';
import {
  type Action,
  blank,
  bubblesOf,
  type ChatState,
  type Deed,
  newestId,
  type Outgoing,
  openChoices,
  reduce,
} from './state.ts';
import { lang, t } from './texts.ts';

/** The dots go away after this, whatever happens. */
const typingTime = 8000;
/** Our own message should have come back by now; if not, the stream may be dead. */
const echoTime = 8000;

export type Chat = ReturnType<typeof openChat>;

export function openChat(changed: () => void, notice: (text: string) => void) {
  let state: ChatState = blank;
  let typingEnds: ReturnType<typeof setTimeout> | undefined;
  let live: Live | undefined;
  let olderComing: Promise<void> | undefined;
  const previews = new Map<string, string>();
  let about = new URLSearchParams(location.search).get('start')?.slice(0, 64) || undefined;

  function dispatch(action: Action) {
    const before = state;
    state = reduce(state, action);
    if (state !== before) changed();
  }

  const outbox = createOutbox({
    drawer: outDrawer,
    deliver,
    newKey,
    explain: (why) => t(why === 'visitor' ? 'whyNoVisitor' : 'whyUnknown'),
    changed(item) {
      dispatch({ type: 'outgoing_changed', item });
      if (item.state !== 'sent') return;
      if (item.deed.kind === 'photo') void shelf.remove(item.key);
      if (item.deed.kind !== 'start') setTimeout(() => expectEcho(item.key), echoTime);
    },
    dropped(key) {
      void shelf.remove(key);
      dispatch({ type: 'outgoing_dropped', key });
    },
  });

  function expectEcho(key: string) {
    if (state.outgoing.some((item) => item.key === key && item.state === 'sent')) live?.check();
  }

  function seen(messages: readonly ChatMessage[]) {
    for (const { key } of messages) {
      if (!key) continue;
      outbox.settle(key);
      void shelf.remove(key);
    }
  }

  async function refresh(): Promise<boolean> {
    const page = await readMessages();
    const known = new Set(state.messages.map((message) => message.id));
    const newest = newestId(state);
    const news = state.loaded && page.messages.some((message) => message.id > newest && !known.has(message.id));
    seen(page.messages);
    const first = !state.loaded;
    dispatch({ type: 'page_read', page, older: false });
    if (first) followLink();
    return news;
  }

  /** A returning visitor came by a link that says what for: the talk opens there, once. */
  function followLink() {
    if (about && bubblesOf(state).length > 0) start();
  }

  function start() {
    if (state.outgoing.some((item) => item.deed.kind === 'start' && item.state !== 'failed')) return;
    for (const item of state.outgoing) if (item.deed.kind === 'start') outbox.drop(item.key);
    add({ kind: 'start', ...(about ? { about } : {}) });
    about = undefined;
    const address = new URL(location.href);
    address.searchParams.delete('start');
    history.replaceState(history.state, '', address);
  }

  function add(deed: Deed): Outgoing {
    return outbox.add(deed, newestId(state));
  }

  async function deliver(item: Outgoing, moved: (share: number) => void): Promise<Outcome> {
    const { key, deed } = item;
    const outcome = deed.kind === 'photo' ? await deliverPhoto(key, deed.group, moved) : await post(bodyOf(key, deed));
    if (outcome.kind === 'stored' && state.line === 'down') live?.check();
    // The server gives out the visitor's cookie with the messages.
    if (outcome.kind === 'later' && outcome.why === 'visitor') await readMessages().catch(() => undefined);
    if (outcome.kind === 'later' && outcome.why === 'network') live?.check();
    return outcome;
  }

  async function deliverPhoto(key: string, group: string | undefined, moved: (share: number) => void) {
    const photo = await shelf.get(key);
    if (!photo) return { kind: 'refused', message: t('whyPhotoLost'), lost: true } as const;
    const ready = await forSending(photo);
    if (ready.size > photoLimit) return { kind: 'refused', message: t('whyPhotoBig') } as const;
    return upload(ready, { key, moved, ...(group ? { group } : {}) });
  }

  async function addPhotos(chosen: readonly File[]) {
    const pictures = chosen.filter((file) => file.type.startsWith('image/') || file.type === '');
    if (pictures.length < chosen.length) notice(t('noticeNotPicture'));
    if (pictures.length > mostPhotos) notice(t('noticeTooMany'));
    const taken = pictures.slice(0, mostPhotos);
    const group = taken.length > 1 ? { group: newKey() } : {};
    const shelved = taken.map((file) => {
      // On the shelf before it is in the queue: the queue starts sending at once.
      const key = newKey();
      return { key, file, kept: shelf.put(key, file) };
    });
    for (const { key } of shelved) outbox.add({ kind: 'photo', ...group }, newestId(state), key);
    for (const { key, file, kept } of shelved) {
      await showPreview(key, file);
      if (!(await kept)) notice(t('noticeNotKept'));
    }
  }

  async function showPreview(key: string, photo: Blob) {
    const url = await previewOf(photo);
    if (!url) return;
    previews.set(key, url);
    changed();
  }

  async function restore() {
    outbox.restore();
    const keys = outbox.keys();
    await shelf.keepOnly(keys);
    for (const key of keys) {
      const photo = await shelf.get(key);
      if (photo) await showPreview(key, photo);
    }
  }

  return {
    state: () => state,
    preview: (key: string) => previews.get(key),
    open() {
      void restore();
      addEventListener('online', () => outbox.wake());
      live = goLive({
        refresh,
        message(message) {
          seen([message]);
          dispatch({ type: 'message_came', message });
        },
        typing() {
          clearTimeout(typingEnds);
          typingEnds = setTimeout(() => dispatch({ type: 'typing_ended' }), typingTime);
          dispatch({ type: 'typing_came' });
        },
        line(line) {
          const back = line === 'up' && state.line === 'down';
          dispatch({ type: 'line_changed', line });
          if (back) outbox.wake();
        },
      });
    },
    start,
    say(text: string) {
      const said = text.trim();
      if (said) add({ kind: 'text', text: said });
      writeNote('draft', '');
    },
    tap(token: string) {
      const open = openChoices(state);
      const choice = open?.chosen ? undefined : open?.choices.find((one) => one.token === token);
      if (choice) add({ kind: 'tap', token: choice.token, label: choice.label });
    },
    /** Twice in a row means once. */
    askHelper() {
      const text = t('askHelper');
      const asked = state.outgoing.some((item) => item.deed.kind === 'text' && item.deed.text === text);
      if (!asked) add({ kind: 'text', text });
    },
    photos: (chosen: readonly File[]) => void addPhotos(chosen),
    retry: (key: string) => outbox.retry(key),
    drop: (key: string) => outbox.drop(key),
    /** Resolves when the older messages are there; without an answer nothing changes and it may be asked again. */
    older(): Promise<void> {
      const oldest = state.messages[0];
      if (!oldest || !state.more) return Promise.resolve();
      olderComing ??= readMessages(oldest.id)
        .then((page) => dispatch({ type: 'page_read', page, older: true }))
        .catch(() => dispatch({ type: 'line_changed', line: 'down' }))
        .finally(() => {
          olderComing = undefined;
        });
      return olderComing;
    },
  };
}

function bodyOf(key: string, deed: Exclude<Deed, { kind: 'photo' }>): ChatPost {
  switch (deed.kind) {
    case 'text':
      return { key, text: deed.text };
    case 'tap':
      return { key, token: deed.token, label: deed.label };
    case 'start':
      return { key, start: true, language: lang, ...(deed.about ? { about: deed.about } : {}) };
    default:
      return deed satisfies never;
  }
}
