// One conversation: who, the thread, what can be done, the composer.
export function Talk({ id }: { id: string }) {
  return <p>{id}</p>;
}
