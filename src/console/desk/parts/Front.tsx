// The frame of the pages before the sign-in: the name, one card, and the other language.
import { Button, Container, Group, Text } from '@mantine/core';
import { IconPlant2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { language, speak, useT } from '../texts.ts';

export function Front({ children }: { children: ReactNode }) {
  const t = useT();
  const other = language() === 'vi' ? 'en' : 'vi';
  return (
    <Container size={440} py="xl" component="main">
      <Group justify="space-between" mb="md">
        <Group gap="xs">
          <IconPlant2 aria-hidden className="leaf" />
          <Text fw={700} size="lg">
            {t('title')}
          </Text>
        </Group>
        <Button variant="subtle" lang={other} onClick={() => speak(other)}>
          {t(`menu.${other}`)}
        </Button>
      </Group>
      {children}
    </Container>
  );
}
