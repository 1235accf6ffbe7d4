// Beside the thread: everything known of the household.
export function Household({ id }: { id: string }) {
  return <aside className="pane-household">{id}</aside>;
}
