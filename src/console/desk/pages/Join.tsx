// Joining by an invitation: the name that farmers will read, a login, a password. The rules are said beforehand.
import { Alert, Anchor, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Join as JoinBody, passwordLength } from '../../../http/contract/console.ts';
import { api, Refused, wordsOf } from '../api.ts';
import { Failure, Loading } from '../parts/Asked.tsx';
import { Front } from '../parts/Front.tsx';
import { Password } from '../parts/Password.tsx';
import { ask, client } from '../queries.ts';
import { speak, useT } from '../texts.ts';

const route = getRouteApi('/console/join/$token');
const blank = { name: '', login: '', password: '' };
type Part = keyof typeof blank;

export function Join() {
  const t = useT();
  const { token } = route.useParams();
  const invitation = useQuery(ask.invitation(token));
  const lost = invitation.error instanceof Refused && invitation.error.status === 404;
  return (
    <Front>
      {invitation.isPending && <Loading />}
      {lost && (
        <Alert color="red" variant="outline" role="alert">
          <p className="plain">{wordsOf(invitation.error)}</p>
          <Anchor component={Link} to="/console/sign-in">
            {t('join.signIn')}
          </Anchor>
        </Alert>
      )}
      {invitation.isError && !lost && <Failure error={invitation.error} again={() => void invitation.refetch()} />}
      {invitation.data && (
        <Paper withBorder p="lg" radius="lg">
          <Title order={1} size="h2">
            {t('join.title')}
          </Title>
          <Text mb="md">{t(`join.role.${invitation.data.role}`)}</Text>
          <JoinForm token={token} />
        </Paper>
      )}
    </Front>
  );
}

function JoinForm({ token }: { token: string }) {
  const t = useT();
  const router = useRouter();
  const [filled, setFilled] = useState(blank);
  const [tried, setTried] = useState(false);
  const joining = useMutation({
    mutationFn: (body: typeof blank) => api.join(token, body),
    onSuccess: (me) => {
      client.clear();
      client.setQueryData(ask.me().queryKey, me);
      speak(me.language);
      router.history.replace('/console');
    },
  });
  const read = JoinBody.safeParse(filled);
  const wrong = new Set(tried ? read.error?.issues.map(({ path }) => path[0]) : []);
  const count = passwordLength.min;
  const part = (name: Part) => ({
    label: t(`join.${name}`),
    description: name === 'password' ? t('join.password.hint', { count }) : t(`join.${name}.hint`),
    error: wrong.has(name) ? t(`join.${name}.wrong`, { count }) : undefined,
    value: filled[name],
    onChange: (event: FormEvent<HTMLInputElement>) => setFilled({ ...filled, [name]: event.currentTarget.value }),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (read.success) joining.mutate(filled);
      }}
    >
      <Stack>
        <TextInput {...part('name')} name="name" autoComplete="name" />
        <TextInput {...part('login')} name="login" autoComplete="username" autoCapitalize="none" />
        <Password {...part('password')} autoComplete="new-password" />
        {joining.isError && (
          <Alert color="red" variant="outline" role="alert">
            {wordsOf(joining.error)}
          </Alert>
        )}
        <Button type="submit" size="lg" loading={joining.isPending}>
          {t('join.go')}
        </Button>
      </Stack>
    </form>
  );
}
