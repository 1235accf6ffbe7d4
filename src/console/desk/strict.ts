// Our policy forbids code made of text, which zod tries when a schema is made: it is told before there are any.
// Must stay true: main.tsx imports this before everything that imports a contract.
import { z } from 'zod';

export const strict: boolean = z.config({ jitless: true }).jitless === true;
