// Walks through a marketplace profile's own steps. What nobody has verified lately is a helper's task, and the talk
// goes on; what the household does itself is shown one step at a time.
// { "guide": "shop.marketplace" }
import { z } from 'zod';
import type { Profile } from '../content/schemas.ts';
import type { Talk } from '../talk.ts';
import { onward, stepKind } from './kind.ts';

export const guide = stepKind({
  schema: z.strictObject({ guide: z.literal('shop.marketplace'), next: z.string().optional() }),

  enter(talk, step) {
    if (talk.frame.at === undefined) handToHelper(talk);
    const own = ownSteps(profileOf(talk));
    if (own[talk.frame.at ?? 0]) return 'wait';
    delete talk.frame.at;
    return onward(step.next);
  },

  question(talk) {
    const own = ownSteps(profileOf(talk));
    const at = talk.frame.at ?? 0;
    return {
      text: [talk.key()],
      choices: ['done', 'help', 'later'].map((id) => ({ id, text: [talk.key(`.${id}`)] })),
      values: {
        profile: profileOf(talk)?.marketplace ?? '',
        profileStep: own[at]?.id ?? '',
        at: at + 1,
        count: own.length,
      },
    };
  },

  answer(talk, step, { option, reading }) {
    const said = option ?? (reading?.yesNo === 'yes' ? 'done' : undefined);
    if (said === 'later') {
      delete talk.frame.at;
      return onward(step.next);
    }
    if (said !== 'done' && said !== 'help') return 'unread';
    const profile = profileOf(talk);
    const own = ownSteps(profile);
    const at = talk.frame.at ?? 0;
    if (said === 'help') openTask(talk, profile, [own[at]?.id ?? '']);
    talk.frame.at = at + 1;
    return { to: talk.frame.step };
  },

  leads: (step) => ({ steps: step.next ? [step.next] : [], calls: [], goesOn: !step.next }),
});

function profileOf(talk: Talk): Profile | undefined {
  return talk.playbook.marketplaces[String(talk.known('shop.marketplace'))];
}

/** The steps that a household can be shown: its own, seen working by somebody. */
function ownSteps(profile: Profile | undefined): Profile['steps'] {
  return profile?.steps.filter((step) => step.who === 'household' && step.verifiedOn) ?? [];
}

/** All the rest is one task for one helper, not one for each step. */
function handToHelper(talk: Talk): void {
  talk.frame.at = 0;
  const profile = profileOf(talk);
  const rest = profile?.steps.filter((step) => step.who === 'helper' || !step.verifiedOn) ?? [];
  if (rest.length === 0 && profile?.status === 'active') return;
  openTask(
    talk,
    profile,
    rest.map((step) => step.id),
  );
}

function openTask(talk: Talk, profile: Profile | undefined, steps: string[]): void {
  const shop = talk.row('shop');
  const details = { shop: shop?.id ?? null, marketplace: profile?.marketplace ?? null, steps };
  talk.openTicket('task', 'marketplace_steps', { details });
  talk.say([talk.key('.task')], { values: { profile: profile?.marketplace ?? '' } });
}
