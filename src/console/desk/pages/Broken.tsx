// Where nothing else can be shown: an address that does not exist, or a page that broke.
import { Alert, Anchor, Button, Container, Group } from '@mantine/core';
import { Refused, wordsOf } from '../api.ts';
import { useT } from '../texts.ts';

export function Broken({ error }: { error: unknown }) {
  const t = useT();
  return (
    <Container size="xs" py="xl" component="main">
      <Alert color="red" variant="outline" role="alert">
        <p className="plain">{error instanceof Refused ? wordsOf(error) : t('error.page')}</p>
        <Group mt="md">
          <Button onClick={() => location.reload()}>{t('retry')}</Button>
          <Anchor href="/console">{t('error.home')}</Anchor>
        </Group>
      </Alert>
    </Container>
  );
}

export function Lost() {
  const t = useT();
  return (
    <Container size="xs" py="xl" component="main">
      <p>{t('error.lost')}</p>
      <Anchor href="/console">{t('error.home')}</Anchor>
    </Container>
  );
}
