// Every package that is installed runs on every Node that the project promises to run on.
import { readFileSync } from 'node:fs';
import semver from 'semver';
import { expect, it } from 'vitest';

type Locked = { version: string; engines?: { node?: string }; optional?: boolean };

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

it.each(['20.19.0', '22.13.0', '24.0.0'])('every locked package runs on Node %s', (node) => {
  const unfit = Object.entries(packages)
    // Packages of other platforms are locked, but never installed.
    .filter(([, { engines, optional }]) => !optional && engines?.node && !semver.satisfies(node, engines.node))
    .map(([path, { version, engines }]) => `${path} ${version} needs Node ${engines?.node}`);
  expect(unfit).toEqual([]);
});
