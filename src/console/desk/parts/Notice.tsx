// What lies over the page for a moment: that the line is lost, and the current notice. Nothing moves under it.
// The live regions are always there, so that readers hear what comes into them.
import { Button, CloseButton, Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { Line } from '../live.ts';
import { dismiss, useNotice } from '../notice.ts';
import { useT } from '../texts.ts';

export function Notice({ line }: { line: Line }) {
  const t = useT();
  const note = useNotice();
  return (
    <div className="notice-place">
      <div role="status">
        {line === 'down' && (
          <p className="line-down">
            <IconAlertTriangle size={18} aria-hidden /> {t('line.down')}
          </p>
        )}
      </div>
      <div role={note?.bad ? 'alert' : 'status'}>
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
    </div>
  );
}
