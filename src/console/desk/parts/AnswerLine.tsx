// One known answer and mending it: in words, by one of its options, or by choosing among what the server takes it to mean.
import { Button, Input, NativeSelect, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Answer } from '../../../http/contract/console.ts';
import { fields } from '../../../model/fields.ts';
import { api, Refused, wordsOf } from '../api.ts';
import { isComposing } from '../desk-keys.ts';
import { notify } from '../notice.ts';
import { refreshLists, refreshTalk } from '../queries.ts';
import { t as say, useT } from '../texts.ts';

type Shown = { conversation: string; answer: Answer; mayMend: boolean };

export function AnswerLine({ conversation, answer, mayMend }: Shown) {
  const t = useT();
  const [mending, setMending] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const label = t(`field.${answer.field}`);
  const close = () => {
    setMending(false);
    // After the form is gone: the pencil is back by then.
    setTimeout(() => pencil.current?.focus());
  };
  return (
    <div className="answer">
      <dt>{label}</dt>
      <dd>
        {mending ? (
          <MendForm conversation={conversation} answer={answer} label={label} onClose={close} />
        ) : (
          <div className="answer-line">
            <span className={answer.words ? 'answer-words' : 'dim'}>
              {answer.words || t('answer.unknown')}
              {answer.said && <span className="answer-said">{t('answer.said', { words: answer.said })}</span>}
            </span>
            {mayMend && (
              <Button
                ref={pencil}
                variant="subtle"
                size="compact-md"
                className="pencil"
                aria-label={t('answer.mendThis', { field: label })}
                leftSection={<IconPencil size={18} aria-hidden />}
                onClick={() => setMending(true)}
              >
                {t('answer.mend')}
              </Button>
            )}
          </div>
        )}
      </dd>
    </div>
  );
}

/** What went wrong; of words that were not understood also how such an answer is written. */
function whyNot(error: unknown, field: Answer['field']): string {
  const isUnclear = error instanceof Refused && error.code === 'answer:not_understood';
  return isUnclear ? `${wordsOf(error)} ${say(`how.${fields[field].kind}`)}` : wordsOf(error);
}

type Open = { conversation: string; answer: Answer; label: string; onClose: () => void };

function MendForm({ conversation, answer, label, onClose }: Open) {
  const t = useT();
  const { field, row, options } = answer;
  const [words, setWords] = useState(() =>
    options ? (options.find((each) => each.label === answer.words)?.id ?? '') : answer.words,
  );
  const [choices, setChoices] = useState<string[]>();
  // Of its own: that the mutation is pending is drawn too late for a key that is pressed twice.
  const busy = useRef(false);
  const mending = useMutation({
    mutationFn: (choice?: number) =>
      api.mend(conversation, { field, row, words: words.trim(), ...(choice !== undefined && { choice }) }),
    onSuccess: (mended) => {
      if ('choices' in mended) return setChoices(mended.choices);
      notify({ text: t('answer.mended', { words: mended.words }) });
      void refreshTalk(conversation);
      void refreshLists();
      onClose();
    },
    onSettled: () => {
      busy.current = false;
    },
  });
  const submit = (choice?: number) => {
    if (busy.current) return;
    busy.current = true;
    mending.mutate(choice);
  };
  const error = mending.isError ? whyNot(mending.error, field) : undefined;
  const asked = { 'aria-label': label, error, autoFocus: true };
  if (choices)
    return (
      <fieldset className="mend">
        <legend>{t('answer.which')}</legend>
        {choices.map((choice, at) => (
          <Button
            key={choice}
            variant="default"
            autoFocus={at === 0}
            disabled={mending.isPending}
            onClick={() => submit(at)}
          >
            {choice}
          </Button>
        ))}
        {error && <Input.Error role="alert">{error}</Input.Error>}
        <Button
          variant="subtle"
          onClick={() => {
            mending.reset();
            setChoices(undefined);
          }}
        >
          {t('answer.none')}
        </Button>
      </fieldset>
    );
  return (
    <form
      className="mend"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) submit();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      {options ? (
        <NativeSelect
          {...asked}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data={[
            ...(words ? [] : [{ value: '', label: t('answer.unknown') }]),
            ...options.map(({ id, label: name }) => ({ value: id, label: name })),
          ]}
        />
      ) : (
        <Textarea
          {...asked}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      )}
      <div className="mend-do">
        <Button type="submit" loading={mending.isPending}>
          {t('save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
