// Shows the current notice. The live region is always there, so that readers hear what comes into it.
import { Button, CloseButton, Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { dismiss, useNotice } from '../notice.ts';
import { useT } from '../texts.ts';

export function Notice() {
  const t = useT();
  const note = useNotice();
  return (
    <div className="notice-place" role={note?.bad ? 'alert' : 'status'}>
      {note && (
        <Group className="notice" data-bad={note.bad || undefined} gap="xs" wrap="nowrap">
          {note.bad ? <IconAlertTriangle size={20} aria-hidden /> : <IconCheck size={20} aria-hidden />}
          <span className="notice-text">{note.text}</span>
          {note.undo && (
            <Button
              size="compact-md"
              variant="white"
              color="dark"
              onClick={() => {
                dismiss();
                note.undo?.act();
              }}
            >
              {note.undo.words}
            </Button>
          )}
          <CloseButton className="notice-close" aria-label={t('close')} onClick={dismiss} />
        </Group>
      )}
    </div>
  );
}
