// Admins only: who helps, and inviting somebody new.
export function People() {
  return null;
}
