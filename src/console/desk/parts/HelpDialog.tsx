// The keys that work on the desk; opened by "?" or from the menu.
import { Kbd, Modal, Table } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { type TextKey, useT } from '../texts.ts';

const opens = 'desk:help';
export const openHelp = (): void => void window.dispatchEvent(new Event(opens));

const keys: [string | { word: TextKey }, TextKey][] = [
  ['J', 'help.next'],
  ['K', 'help.previous'],
  ['R', 'help.reply'],
  ['/', 'help.find'],
  ['?', 'help.help'],
  [{ word: 'help.enter' }, 'help.send'],
  [{ word: 'help.shiftEnter' }, 'help.line'],
];

export function HelpDialog() {
  const t = useT();
  const [shown, { open, close }] = useDisclosure();
  useWindowEvent(opens as 'focus', open);
  return (
    <section aria-label={t('help.title')} hidden={!shown}>
      <Modal
        opened={shown}
        onClose={close}
        title={t('help.title')}
        withinPortal={false}
        closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
      >
        <Table>
          <Table.Tbody>
            {keys.map(([key, what]) => (
              <Table.Tr key={what}>
                <Table.Th scope="row">
                  <Kbd size="md">{typeof key === 'string' ? key : t(key.word)}</Kbd>
                </Table.Th>
                <Table.Td>{t(what)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </section>
  );
}
