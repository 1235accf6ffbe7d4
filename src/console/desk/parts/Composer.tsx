// Where helpers write: only when the talk is theirs and the channel takes words; that it takes none is said before they take it.
// What is being written outlives a reload.
import { Button, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { Conversation } from '../../../http/contract/console.ts';
import { isComposing } from '../desk-keys.ts';
import { keepDraft, readDraft, send } from '../outgoing.ts';
import { ask } from '../queries.ts';
import { useT } from '../texts.ts';
import { isMine } from './Actions.tsx';

const longest = 4000;

export function Composer({ talk }: { talk: Conversation }) {
  const t = useT();
  const me = useQuery(ask.me()).data;
  if (talk.reachable !== 'open') return <p className="owner">{t(`reach.${talk.reachable}`)}</p>;
  if (!isMine(talk, me?.id)) return null;
  return <Writing id={talk.id} />;
}

function Writing({ id }: { id: string }) {
  const t = useT();
  const [text, setText] = useState(() => readDraft(id));
  const byKeyboard = useMediaQuery('(hover: hover) and (pointer: fine)', true, { getInitialValueInEffect: false });
  const write = (next: string) => {
    setText(next);
    keepDraft(id, next);
  };
  const go = () => {
    const words = text.trim();
    if (!words) return;
    send(id, words);
    write('');
    document.getElementById('composer')?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || !byKeyboard || isComposing(event)) return;
    event.preventDefault();
    go();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Textarea
        id="composer"
        className="composer-words"
        aria-label={t('send.label')}
        placeholder={t('send.hint')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={longest}
        enterKeyHint={byKeyboard ? 'send' : 'enter'}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <Button type="submit" aria-disabled={!text.trim()} leftSection={<IconSend size={20} aria-hidden />}>
        {t('send.go')}
      </Button>
    </form>
  );
}
