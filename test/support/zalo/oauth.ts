// The token endpoint of the fake: refresh tokens live once, and what is refused is refused inside HTTP 200.
// Called by server.ts.
import type { World } from './world.ts';

/** The answer's body. A success spends the token, whether or not the answer arrives. */
export function refresh(world: World, headers: Record<string, unknown>, body: string): object {
  const { appId, appSecret } = world.credentials;
  if (!String(headers['content-type']).startsWith('application/x-www-form-urlencoded'))
    return refused('Invalid content type', -14000);
  if (headers.secret_key !== appSecret) return refused('Invalid secret key', -14004);
  const form = new URLSearchParams(body);
  const wrong = [...form.keys()].find((key) => !['app_id', 'refresh_token', 'grant_type'].includes(key));
  if (wrong !== undefined) return refused(`Unknown parameter ${wrong}`, -14000);
  if (form.get('app_id') !== appId) return refused('Invalid appId', -14002);
  if (form.get('grant_type') !== 'refresh_token') return refused('Invalid grant type', -14000);
  const token = form.get('refresh_token') ?? '';
  if (token !== world.refreshToken) return refused('Invalid refresh token', -14014);
  world.rotations++;
  return world.grant();
}

export const refused = (error_name: string, error?: number) => ({
  error_name,
  error_reason: error_name,
  error_description: `${error_name}, see the documentation`,
  ...(error !== undefined && { error }),
});
