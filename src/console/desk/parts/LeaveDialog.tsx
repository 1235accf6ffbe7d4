// Signing out takes unsent words away from this device; where there are some, it is asked first.
import { Button, Group, Modal } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, wordsOf } from '../api.ts';
import { notify } from '../notice.ts';
import { forgetWriting, useUnsent } from '../outgoing.ts';
import { client } from '../queries.ts';
import { useT } from '../texts.ts';

const opens = 'desk:leave';
export const askToLeave = (): void => void window.dispatchEvent(new Event(opens));

export function useSignOut() {
  const router = useRouter();
  return useMutation({
    mutationFn: api.signOut,
    onSuccess: async () => {
      forgetWriting();
      await router.navigate({ to: '/console/sign-in', replace: true });
      client.clear();
    },
    onError: (error) => notify({ text: wordsOf(error), bad: true }),
  });
}

export function LeaveDialog() {
  const t = useT();
  const [shown, { open, close }] = useDisclosure();
  useWindowEvent(opens as 'focus', open);
  const signOut = useSignOut();
  const count = useUnsent().length;
  return (
    <section aria-label={t('leave.title')} hidden={!shown}>
      <Modal
        opened={shown}
        onClose={close}
        title={t('leave.title')}
        withinPortal={false}
        closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
      >
        <p className="plain">{count > 0 ? t('leave.unsent', { count }) : t('leave.sent')}</p>
        <Group mt="md">
          <Button data-autofocus onClick={close}>
            {t('leave.stay')}
          </Button>
          <Button variant="light" color="red" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t(count > 0 ? 'leave.drop' : 'menu.signOut')}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}
