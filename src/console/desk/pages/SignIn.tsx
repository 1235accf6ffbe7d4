// Signing in; then back to where they wanted to go.
import { Alert, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, wordsOf } from '../api.ts';
import { Front } from '../parts/Front.tsx';
import { Password } from '../parts/Password.tsx';
import { ask, client } from '../queries.ts';
import { speak, useT } from '../texts.ts';

const route = getRouteApi('/console/sign-in');

export function SignIn() {
  const t = useT();
  const router = useRouter();
  const { to } = route.useSearch();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const entering = useMutation({
    mutationFn: api.signIn,
    onSuccess: (me) => {
      client.clear();
      client.setQueryData(ask.me().queryKey, me);
      speak(me.language);
      router.history.replace(to ?? '/console');
    },
  });
  return (
    <Front>
      <Paper withBorder p="lg" radius="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            entering.mutate({ login, password });
          }}
        >
          <Stack>
            <div>
              <Title order={1} size="h2">
                {t('signIn.title')}
              </Title>
              <Text c="dimmed">{t('signIn.who')}</Text>
            </div>
            <TextInput
              label={t('signIn.login')}
              name="login"
              autoComplete="username"
              autoCapitalize="none"
              required
              withAsterisk={false}
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
            />
            <Password
              label={t('signIn.password')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {entering.isError && (
              <Alert color="red" variant="outline" role="alert">
                {wordsOf(entering.error)}
              </Alert>
            )}
            <Button type="submit" size="lg" loading={entering.isPending}>
              {t('signIn.go')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('signIn.help')}
            </Text>
          </Stack>
        </form>
      </Paper>
    </Front>
  );
}
