// What could not be handled or sent, each with "do again".
export function Parked() {
  return null;
}
