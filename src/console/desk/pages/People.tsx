// Admins only: who helps, and inviting somebody new by a link that is shown once.
import { Alert, Button, Container, CopyButton, Group, Modal, Radio, Stack, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconCopy, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roles } from '../../../http/contract/console.ts';
import { api, wordsOf } from '../api.ts';
import { useNow } from '../now.ts';
import { Asked } from '../parts/Asked.tsx';
import { ask } from '../queries.ts';
import { useT } from '../texts.ts';
import { clock, date } from '../time.ts';

type Role = (typeof roles)[number];

export function People() {
  const t = useT();
  const now = useNow();
  const me = useQuery(ask.me()).data;
  const admin = me?.role === 'admin';
  const query = useQuery({ ...ask.helpers(), enabled: admin });
  const [inviting, { open, close }] = useDisclosure();
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
                  <li key={helper.id} className="card">
                    <div className="card-words">
                      <p className="card-title">{helper.name}</p>
                      <p className="dim">
                        {[
                          t(`people.role.${helper.role}`),
                          helper.login,
                          t('people.since', { date: date(helper.createdAt, now) }),
                        ].join(' · ')}
                      </p>
                    </div>
                    <span>{t('people.inHand', { count: helper.inHand })}</span>
                  </li>
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
    </main>
  );
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
