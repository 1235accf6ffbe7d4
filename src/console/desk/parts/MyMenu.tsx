// Who I am, and what is mine to choose: the language, the sound, the keys, leaving.
import { Button, Menu, Text } from '@mantine/core';
import {
  IconChevronDown,
  IconKeyboard,
  IconKeyboardOff,
  IconLanguage,
  IconLogout,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '../../../http/contract/console.ts';
import { api, wordsOf } from '../api.ts';
import { areKeysOff, turnKeys } from '../desk-keys.ts';
import { notify } from '../notice.ts';
import { useUnsent } from '../outgoing.ts';
import { ask, client } from '../queries.ts';
import { isMuted, mute } from '../sound.ts';
import { speak, useT } from '../texts.ts';
import { openHelp } from './HelpDialog.tsx';
import { askToLeave, useSignOut } from './LeaveDialog.tsx';

export function MyMenu({ me }: { me: Me }) {
  const t = useT();
  const unsent = useUnsent();
  const [silent, setSilent] = useState(isMuted);
  const [keysOff, setKeysOff] = useState(areKeysOff);
  const other = me.language === 'vi' ? 'en' : 'vi';
  const speaking = useMutation({
    mutationFn: api.setLanguage,
    onSuccess: (changed) => {
      client.setQueryData(ask.me().queryKey, changed);
      speak(changed.language);
      // Answers of the server are in the helper's language.
      void client.invalidateQueries({ queryKey: ['conversation'] });
    },
    onError: (error) => notify({ text: wordsOf(error), bad: true }),
  });
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          className="me"
          aria-label={t('menu', { name: me.name })}
          rightSection={<IconChevronDown size={16} aria-hidden />}
        >
          <span className="me-name">{me.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="menu-me">
          <Text fw={600} component="span" display="block">
            {me.name}
          </Text>
          <Text size="sm" c="dimmed" component="span" display="block">
            {t(`menu.role.${me.role}`)} · {me.email}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLanguage size={18} aria-hidden />}
          lang={other}
          onClick={() => speaking.mutate(other)}
        >
          {t(`menu.${other}`)}
        </Menu.Item>
        <Menu.Item
          leftSection={silent ? <IconVolume size={18} aria-hidden /> : <IconVolumeOff size={18} aria-hidden />}
          onClick={() => {
            mute(!silent);
            setSilent(!silent);
          }}
        >
          {t(silent ? 'menu.sound.on' : 'menu.sound.off')}
        </Menu.Item>
        <Menu.Item
          leftSection={keysOff ? <IconKeyboard size={18} aria-hidden /> : <IconKeyboardOff size={18} aria-hidden />}
          onClick={() => {
            turnKeys(keysOff ? 'on' : 'off');
            setKeysOff(!keysOff);
          }}
        >
          {t(keysOff ? 'menu.keys.on' : 'menu.keys.off')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={openHelp}>
          {t('menu.help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={18} aria-hidden />}
          onClick={() => (unsent.length > 0 ? askToLeave() : signOut.mutate())}
        >
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
