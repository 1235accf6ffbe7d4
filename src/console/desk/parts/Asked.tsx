// What stands where an answer of the server will be: a quiet sign while it comes, and what to do when it does not.
import { Alert, Button, Center, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { wordsOf } from '../api.ts';
import { useT } from '../texts.ts';

export function Loading() {
  const t = useT();
  return (
    <Center p="xl" role="status">
      <Loader size="sm" aria-hidden mr="sm" /> {t('loading')}
    </Center>
  );
}

export function Failure({ error, again }: { error: unknown; again: () => void }) {
  const t = useT();
  return (
    <Alert color="red" variant="outline" m="md" role="alert">
      <p className="plain">{wordsOf(error)}</p>
      <Button mt="sm" variant="default" onClick={again}>
        {t('retry')}
      </Button>
    </Alert>
  );
}

/** An answer that was there once stays while it is asked for again. */
export function Asked<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} again={() => void query.refetch()} />;
  return <Loading />;
}
