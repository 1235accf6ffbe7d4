// Admins only: who helps, inviting somebody new by a link that is shown once, and shutting out who has left.
import { Alert, Button, Container, CopyButton, Group, Modal, Radio, Stack, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconCopy, IconLock, IconLockOpen, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type HelperRow, roles } from '../../../http/contract/console.ts';
import { api, wordsOf } from '../api.ts';
import { notify } from '../notice.ts';
import { useNow } from '../now.ts';
import { Asked } from '../parts/Asked.tsx';
import { ask, refreshLists } from '../queries.ts';
import { useT } from '../texts.ts';
import { clock, date } from '../time.ts';

type Role = (typeof roles)[number];

export function People() {
  const t = useT();
  const me = useQuery(ask.me()).data;
  const admin = me?.role === 'admin';
  const query = useQuery({ ...ask.helpers(), enabled: admin });
  const [inviting, { open, close }] = useDisclosure();
  const [locking, asked] = useDisclosure();
  const [locked, setLocked] = useState<HelperRow>();
  const lock = (helper: HelperRow) => {
    setLocked(helper);
    asked.open();
  };
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Container size="md" py="md">
        <Group justify="space-between">
          <Title order={1} size="h2">
            {t('people.title')}
          </Title>
          {admin && (
            <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={open}>
              {t('people.invite')}
            </Button>
          )}
        </Group>
        {!admin ? (
          <p className="nothing">{t('people.forbidden')}</p>
        ) : (
          <Asked query={query}>
            {({ helpers }) => (
              <ul className="cards">
                {helpers.map((helper) => (
                  <HelperCard
                    key={helper.id}
                    helper={helper}
                    onLock={helper.id === me?.id ? undefined : () => lock(helper)}
                  />
                ))}
              </ul>
            )}
          </Asked>
        )}
      </Container>
      <Modal
        opened={inviting}
        onClose={close}
        withinPortal={false}
        title={t('people.invite')}
        closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
      >
        <Inviting />
      </Modal>
      <Modal
        opened={locking}
        onClose={asked.close}
        withinPortal={false}
        title={t('people.lockAsk')}
        closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
      >
        {locked && <Locking helper={locked} close={asked.close} />}
      </Modal>
    </main>
  );
}

function HelperCard({ helper, onLock }: { helper: HelperRow; onLock: (() => void) | undefined }) {
  const t = useT();
  const now = useNow();
  const { name, role, login, createdAt, disabledAt, inHand } = helper;
  const unlocking = useAccount(helper, 'letIn');
  const since = disabledAt
    ? t('people.locked', { date: date(disabledAt, now) })
    : t('people.since', { date: date(createdAt, now) });
  return (
    <li className="card">
      <div className="card-words">
        <p className="card-title">{name}</p>
        <p className="dim">{[t(`people.role.${role}`), login, since].join(' · ')}</p>
        {(inHand > 0 || !disabledAt) && <p className="plain">{t('people.inHand', { count: inHand })}</p>}
      </div>
      {disabledAt ? (
        <Button
          variant="light"
          aria-label={t('people.unlockThis', { name })}
          loading={unlocking.isPending}
          leftSection={<IconLockOpen size={20} aria-hidden />}
          onClick={() => unlocking.mutate()}
        >
          {t('people.unlock')}
        </Button>
      ) : (
        onLock && (
          <Button
            variant="default"
            aria-label={t('people.lockThis', { name })}
            leftSection={<IconLock size={20} aria-hidden />}
            onClick={onLock}
          >
            {t('people.lock')}
          </Button>
        )
      )}
    </li>
  );
}

function Locking({ helper, close }: { helper: HelperRow; close: () => void }) {
  const t = useT();
  const locking = useAccount(helper, 'shutOut');
  return (
    <>
      <p className="plain">{t('people.lockAbout', { name: helper.name })}</p>
      <Group mt="md">
        <Button data-autofocus onClick={close}>
          {t('people.lockNot')}
        </Button>
        <Button
          variant="light"
          color="red"
          loading={locking.isPending}
          onClick={() => locking.mutate(undefined, { onSettled: close })}
        >
          {t('people.lock')}
        </Button>
      </Group>
    </>
  );
}

function useAccount({ id, name }: HelperRow, deed: 'shutOut' | 'letIn') {
  const t = useT();
  return useMutation({
    mutationFn: () => api[deed](id),
    onSuccess: () => notify({ text: t(`people.${deed}`, { name }) }),
    onError: (error) => notify({ text: wordsOf(error), bad: true }),
    onSettled: () => refreshLists(),
  });
}

function Inviting() {
  const t = useT();
  const now = useNow();
  const [role, setRole] = useState<Role>('helper');
  const inviting = useMutation({ mutationFn: api.invite });
  if (inviting.data) {
    const { url, expiresAt } = inviting.data;
    return (
      <Stack>
        <TextInput label={t('people.link')} value={url} readOnly onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={url} timeout={4000}>
          {({ copied, copy }) => (
            <Button
              onClick={copy}
              leftSection={copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
            >
              {t(copied ? 'people.copied' : 'people.copy')}
            </Button>
          )}
        </CopyButton>
        <p className="plain">{t('people.once', { date: `${clock(expiresAt)} ${date(expiresAt, now)}` })}</p>
      </Stack>
    );
  }
  return (
    <Stack>
      <Radio.Group label={t('people.role')} value={role} onChange={(value) => setRole(value as Role)}>
        <Stack mt="xs">
          {roles.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`people.role.${each}`)}
              description={t(`people.role.${each}.about`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {inviting.isError && (
        <Alert color="red" variant="outline" role="alert">
          {wordsOf(inviting.error)}
        </Alert>
      )}
      <Button loading={inviting.isPending} onClick={() => inviting.mutate(role)}>
        {t('people.make')}
      </Button>
    </Stack>
  );
}
