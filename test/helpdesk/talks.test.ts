// A farmer asks for a person; a helper takes the talk, answers, mends, and hands back. Over HTTP, with the worker running.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rows } from '../../src/db/index.ts';
import { Conversations } from '../../src/http/contract/console.ts';
import { type Channel, SendError } from '../../src/model/channels.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { HelperClient } from '../support/helper.ts';
import { Visitor } from '../support/visitor.ts';

let app: TestApp;
let url: string;
let hoa: Visitor;
let lan: HelperClient;

beforeEach(async () => {
  app = await testApp({}, { pace: { sweep: 0.1, forgotten: 0.5, lease: 5 } });
  ({ url } = await app.start());
  hoa = new Visitor(url);
  lan = await HelperClient.join(app, url, 'Lan, bưu điện Đại Từ');
});
afterEach(() => app.close());

/** Up to the question for the price. */
async function talkToPrice(): Promise<void> {
  await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
  await hoa.says('Đồng ý', /bác, cô, chú/);
  await hoa.says('Cô', /muốn bán/);
  await hoa.says('chè móc câu', /ảnh/);
  await hoa.says('Chưa có ảnh, để sau', /giá|bao nhiêu/i);
}

async function askForPerson(): Promise<string> {
  await hoa.says('gặp người', /người hỗ trợ sẽ nhắn/);
  return (await lan.ticket()).id;
}

const words = async () => (await hoa.messages()).map(({ from, text }) => `${from}: ${text}`);

describe('a farmer who asks for a person', () => {
  it('waits in the queue with name, reason, place in the talk and what is known', async () => {
    await talkToPrice();
    const id = await askForPerson();
    const { tickets, counts } = await lan.list();
    expect(tickets).toMatchObject([
      { id, kind: 'talk', status: 'open', reason: 'asked', channel: 'web', helper: null },
    ]);
    expect(counts).toEqual({ queue: 1, mine: 0, tasks: 0, others: 0, parked: 0 });
    const talk = await lan.talk(tickets[0]?.conversationId ?? '');
    expect(talk).toMatchObject({ owner: 'queue', helper: null, reachable: 'open', consented: true });
    expect(talk.step).toMatchObject({ flow: 'add-product', step: 'price' });
    expect(talk.step?.question).toMatch(/giá|bao nhiêu/i);
    expect(talk.tickets[0]?.at).toMatch(/giá|bao nhiêu/i);
    expect(talk.products[0]?.name).toBe('chè móc câu');
  });

  it('can go on with the bot meanwhile', async () => {
    await talkToPrice();
    await askForPerson();
    await hoa.says('250k một cân', /250\.000 đồng/);
  });

  it('is one case however often they ask', async () => {
    await talkToPrice();
    await askForPerson();
    await hoa.says('cho gặp nhân viên', /đã báo rồi/);
    await hoa.says('gọi điện cho tôi', /đã báo rồi/);
    expect((await lan.list()).tickets).toHaveLength(1);
  });

  it('is answered, and told who has joined and who has left; then the bot goes on at the same step', async () => {
    await talkToPrice();
    const id = await askForPerson();
    const { conversationId } = await lan.claim(id);
    await hoa.hears(/Lan, bưu điện Đại Từ vào nói chuyện với cô/);
    // The bot's word that somebody comes is no answer.
    const { waitingSince, openedAt } = await lan.ticket('mine');
    expect(waitingSince).toBe(openedAt);
    expect((await lan.reply(conversationId, 'Dạ cháu chào cô, cháu nghe đây ạ.')).status).toBe(202);
    await expect.poll(words).toContain('helper: Dạ cháu chào cô, cháu nghe đây ạ.');
    expect((await lan.ticket('mine')).waitingSince).toBeNull();
    // The bot is silent now, whatever they say.
    const before = (await hoa.messages()).length;
    await hoa.posts({ text: 'menu' });
    await hoa.posts({ text: 'chè bán thế nào hả cháu' });
    await expect.poll(async () => (await hoa.messages()).length).toBe(before + 2);
    await expect.poll(async () => (await lan.thread(conversationId)).messages.at(-1)?.text).toMatch(/bán thế nào/);
    expect((await lan.ticket('mine')).waitingSince).not.toBeNull();

    expect((await lan.handBack(id)).status).toBe(200);
    const asked = await hoa.hears(/Lan, bưu điện Đại Từ trao đổi xong rồi/);
    expect(asked.text).toMatch(/giá|bao nhiêu/i);
    await hoa.says('250k một cân', /250\.000 đồng/);
    expect((await lan.list('mine')).tickets).toEqual([]);
    expect((await lan.ticket('done')).status).toBe('resolved');
  });

  it('goes on past what the helper has answered for them', async () => {
    await talkToPrice();
    const { conversationId } = await lan.claim(await askForPerson());
    const talk = await lan.talk(conversationId);
    const row = talk.products[0]?.id ?? '';
    const mended = await lan.mend(conversationId, { field: 'product.price', row, words: '300k một cân' });
    expect(mended).toEqual({ words: expect.stringContaining('300.000 đồng') });
    await expect.poll(words).toContainEqual(expect.stringMatching(/^helper: Dạ, đã sửa giúp cô giá: 300\.000 đồng/));
    await lan.handBack((await lan.ticket('mine')).id);
    const asked = await hoa.hears(/trao đổi xong rồi/);
    expect(asked.text).not.toMatch(/giá bao nhiêu/i);
    const [product] = await rows<{ price: { amount: number } }>(app.database.db, sql`select price from products`);
    expect(product?.price.amount).toBe(300_000);
  });
});

describe('a task', () => {
  let id: string;
  let minh: HelperClient;
  beforeEach(async () => {
    await talkToPrice();
    await rows(
      app.database.db,
      sql`insert into tickets (id, conversation_id, kind, reason, due_at)
          select gen_random_uuid(), id, 'task', 'erase_data', now() + interval '20 days' from conversations`,
    );
    ({ id } = await lan.ticket('tasks'));
    minh = await HelperClient.join(app, url, 'Minh, Hội Nông dân');
    await lan.claim(id);
  });
  const history = async () =>
    (
      await rows<{ kind: string }>(
        app.database.db,
        sql`select kind from ticket_events where ticket_id = ${id} order by id`,
      )
    ).map(({ kind }) => kind);
  const refusedTo = (helper: HelperClient, deed: string) =>
    helper.refused('POST', `/api/console/tickets/${id}/${deed}`);

  it('that was taken by mistake is given back, for anybody to take', async () => {
    expect(await refusedTo(minh, 'hand-back')).toMatchObject({ status: 409, error: 'ticket:not_yours' });
    expect((await lan.handBack(id)).status).toBe(200);
    // A tap that came twice does no harm.
    expect((await lan.handBack(id)).status).toBe(200);
    expect(await lan.ticket('tasks')).toMatchObject({ id, status: 'open', helper: null });
    await minh.claim(id);
    expect((await minh.ticket('mine')).dueAt).not.toBeNull();
    expect(await history()).toEqual(['ticket_claimed', 'ticket_handed_back', 'ticket_claimed']);
  });

  it('that was called done by a slip is back in the hands of who did it, once and with its term', async () => {
    expect((await lan.resolve(id)).status).toBe(200);
    expect(await refusedTo(lan, 'hand-back')).toMatchObject({ status: 409, error: 'ticket:resolved' });
    expect(await refusedTo(minh, 'reopen')).toMatchObject({ status: 409, error: 'ticket:resolved' });
    expect((await lan.reopen(id)).status).toBe(200);
    expect((await lan.reopen(id)).status).toBe(200);
    expect(await lan.ticket('mine')).toMatchObject({ id, status: 'claimed', helper: { name: lan.name } });
    expect((await lan.ticket('mine')).dueAt).not.toBeNull();
    expect(await refusedTo(minh, 'reopen')).toMatchObject({ error: 'ticket:not_yours', details: { by: lan.name } });
    expect(await history()).toEqual(['ticket_claimed', 'ticket_resolved', 'ticket_reopened']);
  });

  it('stays done when it was done a while ago, and so does a talk', async () => {
    await lan.resolve(id);
    await rows(app.database.db, sql`update tickets set resolved_at = now() - interval '11 minutes' where id = ${id}`);
    expect(await refusedTo(lan, 'reopen')).toMatchObject({ status: 409, error: 'ticket:resolved' });
    const talk = await askForPerson();
    await lan.claim(talk);
    await lan.resolve(talk);
    expect(await lan.refused('POST', `/api/console/tickets/${talk}/reopen`)).toMatchObject({
      error: 'ticket:resolved',
    });
  });
});

describe('a helper', () => {
  it('reads the same doubt that a farmer would be asked about', async () => {
    await talkToPrice();
    const { conversationId } = await lan.claim(await askForPerson());
    const row = (await lan.talk(conversationId)).products[0]?.id ?? '';
    const doubt = await lan.mend(conversationId, { field: 'product.price', row, words: '1200 một cân' });
    expect(doubt).toHaveProperty('choices');
    const choices = 'choices' in doubt ? doubt.choices : [];
    expect(choices.length).toBeGreaterThan(1);
    const chosen = await lan.mend(conversationId, { field: 'product.price', row, words: '1200 một cân', choice: 1 });
    expect(chosen).toEqual({ words: choices[1] });
  });

  it('cannot write nonsense into an answer, nor into a row that is not of this talk', async () => {
    await talkToPrice();
    const { conversationId } = await lan.claim(await askForPerson());
    const row = (await lan.talk(conversationId)).products[0]?.id ?? '';
    const path = `/api/console/conversations/${conversationId}/answers`;
    const nonsense = { field: 'product.price', row, words: 'rẻ lắm' };
    expect(await lan.refused('POST', path, nonsense)).toMatchObject({ status: 422, error: 'answer:not_understood' });
    const elsewhere = { field: 'product.price', row: crypto.randomUUID(), words: '30k một cân' };
    expect(await lan.refused('POST', path, elsewhere)).toMatchObject({ status: 404, error: 'answer:gone' });
  });

  it('gives a price what it is a price of: what it was before, or they are asked', async () => {
    await talkToPrice();
    const { conversationId } = await lan.claim(await askForPerson());
    const row = (await lan.talk(conversationId)).products[0]?.id ?? '';
    const path = `/api/console/conversations/${conversationId}/answers`;
    const bare = { field: 'product.price' as const, row, words: '280k' };
    expect(await lan.refused('POST', path, bare)).toMatchObject({ status: 422, error: 'answer:needs_unit' });
    const inDoubt = { ...bare, words: '280' };
    expect(await lan.refused('POST', path, inDoubt), 'no choice could be taken').toMatchObject({
      status: 422,
      error: 'answer:needs_unit',
    });
    await lan.mend(conversationId, { ...bare, words: '250k một cân' });
    expect(await lan.mend(conversationId, bare)).toEqual({ words: expect.stringMatching(/280\.000 đồng.*(cân|kg)/) });
    const doubt = await lan.mend(conversationId, inDoubt);
    const choices = 'choices' in doubt ? doubt.choices : [];
    expect(choices).toContainEqual(expect.stringMatching(/^280\.000 đồng.*(cân|kg)/));
    expect(await lan.mend(conversationId, { ...inDoubt, choice: 0 })).toEqual({ words: choices[0] });
  });

  it('mends an answer once, however often the same is posted: the farmer reads it once, and the case notes it once', async () => {
    await talkToPrice();
    const { conversationId } = await lan.claim(await askForPerson());
    const row = (await lan.talk(conversationId)).products[0]?.id ?? '';
    const change = { field: 'product.price' as const, row, words: '250k một cân' };
    const twice = await Promise.all([lan.mend(conversationId, change), lan.mend(conversationId, change)]);
    const same = await lan.mend(conversationId, { ...change, words: '250.000 đồng một cân' });
    const answer = { words: expect.stringContaining('250.000 đồng') };
    expect([...twice, same]).toEqual([answer, answer, answer]);
    expect((await lan.reply(conversationId, 'Vậy là xong ạ.')).status).toBe(202);
    await expect.poll(words).toContain('helper: Vậy là xong ạ.');
    expect((await words()).filter((line) => line.includes('đã sửa giúp'))).toHaveLength(1);
    expect(await rows(app.database.db, sql`select 1 from ticket_events where kind = 'answer_mended'`)).toHaveLength(1);
    expect((await lan.talk(conversationId)).products[0]?.answers).toContainEqual(
      expect.objectContaining({ field: 'product.price', said: '250k một cân' }),
    );
  });

  it('with a task of somebody whom another helper talks with mends without a word into that talk', async () => {
    await talkToPrice();
    const { conversationId } = await lan.claim(await askForPerson());
    const [task] = await rows<{ id: string }>(
      app.database.db,
      sql`insert into tickets (id, conversation_id, kind, reason) values
            (gen_random_uuid(), ${conversationId}, 'task', 'choose_marketplace') returning id`,
    );
    const minh = await HelperClient.join(app, url, 'Minh, Hội Nông dân');
    await minh.claim(task?.id ?? '');
    const row = (await lan.talk(conversationId)).products[0]?.id ?? '';
    const told = (what: RegExp) => expect.poll(words).toContainEqual(expect.stringMatching(what));
    const price = (words: string) => ({ field: 'product.price' as const, row, words });
    expect(await minh.mend(conversationId, price('250k một cân'))).toEqual({
      words: expect.stringContaining('250.000 đồng'),
    });
    expect((await lan.talk(conversationId)).products[0]?.answers).toContainEqual(
      expect.objectContaining({ field: 'product.price', words: expect.stringContaining('250.000 đồng') }),
    );
    await lan.mend(conversationId, price('260k một cân'));
    await told(/đã sửa giúp cô giá: 260\.000 đồng/);
    await lan.handBack((await lan.ticket('mine')).id);
    await hoa.hears(/trao đổi xong rồi/);
    await minh.mend(conversationId, price('270k một cân'));
    await told(/đã sửa giúp cô giá: 270\.000 đồng/);
    expect((await words()).filter((line) => line.includes('đã sửa giúp'))).toHaveLength(2);
  });

  it('takes over a talk without having been asked', async () => {
    await talkToPrice();
    const { conversations } = await lan.call('GET', '/api/console/conversations', Conversations);
    const { conversationId } = await lan.take(conversations[0]?.id ?? '');
    await hoa.hears(/Lan, bưu điện Đại Từ vào nói chuyện/);
    expect((await lan.ticket('mine')).reason).toBe('taken_over');
    expect((await lan.reply(conversationId, 'Cháu thấy cô hỏi giá.')).status).toBe(202);
  });

  it('is not held up by what the bot has not sent yet', async () => {
    await talkToPrice();
    const id = await askForPerson();
    const { conversationId } = await lan.ticket();
    await rows(
      app.database.db,
      sql`insert into outbox (conversation_id, kind, author, epoch, payload, next_attempt_at)
          values (${conversationId}, 'send', 'bot', 0, '{}', now() + interval '1 hour')`,
    );
    await lan.claim(id);
    await lan.reply(conversationId, 'Cháu đây ạ.');
    await expect.poll(words).toContain('helper: Cháu đây ạ.');
    const late = await rows(app.database.db, sql`select status, error from outbox where status not in ('sent')`);
    expect(late).toEqual([{ status: 'dropped', error: 'a helper has taken over the talk' }]);
  });

  describe('who says nothing for a day', () => {
    const owed = () => rows(app.database.db, sql`select due_at from timers where key = 'unanswered'`);
    const aDayLater = () => rows(app.database.db, sql`update timers set due_at = now() where key = 'unanswered'`);

    it('has the talk no longer: it is in the queue, and the bot listens', async () => {
      await talkToPrice();
      await lan.claim(await askForPerson());
      await hoa.hears(/Lan, bưu điện Đại Từ vào nói chuyện/);
      await hoa.posts({ text: 'cháu ơi còn đó không' });
      await aDayLater();
      await expect.poll(async () => (await lan.list()).tickets.map(({ status }) => status)).toEqual(['open']);
      expect((await lan.list('mine')).tickets).toEqual([]);
      await hoa.says('250k một cân', /250\.000 đồng/);
      const minh = await HelperClient.join(app, url, 'Minh, Hội Nông dân');
      await minh.claim((await minh.ticket()).id);
      await hoa.hears(/Minh, Hội Nông dân vào nói chuyện/);
    });

    it('keeps a talk in which they had the last word', async () => {
      await talkToPrice();
      const { conversationId } = await lan.claim(await askForPerson());
      await lan.reply(conversationId, 'Bác chờ cháu chút.');
      await expect.poll(words).toContain('helper: Bác chờ cháu chút.');
      expect(await owed()).toEqual([]);
      await hoa.posts({ text: 'ừ bác chờ' });
      await expect.poll(owed).toHaveLength(1);
      await lan.reply(conversationId, 'Cháu đây ạ.');
      await expect.poll(owed).toEqual([]);
      expect((await lan.ticket('mine')).status).toBe('claimed');
    });
  });

  it('is told who has a talk that another has taken, and cannot answer in it', async () => {
    await talkToPrice();
    const minh = await HelperClient.join(app, url, 'Minh, Hội Nông dân');
    const id = await askForPerson();
    const { conversationId } = await lan.claim(id);
    expect(await minh.refused('POST', `/api/console/tickets/${id}/claim`)).toMatchObject({
      status: 409,
      error: 'ticket:already_claimed',
      message: 'Lan, bưu điện Đại Từ đã nhận việc này rồi.',
      details: { by: 'Lan, bưu điện Đại Từ' },
    });
    const reply = { key: crypto.randomUUID(), text: 'xin chào' };
    const answer = await minh.refused('POST', `/api/console/conversations/${conversationId}/replies`, reply);
    expect(answer).toMatchObject({ status: 409, error: 'talk:not_yours' });
    expect(await minh.refused('POST', `/api/console/tickets/${id}/hand-back`)).toMatchObject({ status: 409 });
    expect(await minh.refused('POST', `/api/console/conversations/${conversationId}/take`)).toMatchObject({
      status: 409,
    });
    expect((await minh.list('others')).tickets).toMatchObject([{ id, helper: { name: 'Lan, bưu điện Đại Từ' } }]);
    await lan.claim(id);
  });

  it('sends the same words once, however often they are posted', async () => {
    await talkToPrice();
    const { conversationId } = await lan.claim(await askForPerson());
    const key = crypto.randomUUID();
    const posts = Array.from({ length: 5 }, () => lan.reply(conversationId, 'Một lần thôi ạ.', key));
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    await expect.poll(words).toContain('helper: Một lần thôi ạ.');
    expect((await words()).filter((line) => line.includes('Một lần thôi'))).toHaveLength(1);
  });

  it('reads what a task asks to be done, in the words of the marketplace', async () => {
    await talkToPrice();
    const conversation =
      (await lan.call('GET', '/api/console/conversations', Conversations)).conversations[0]?.id ?? '';
    await rows(
      app.database.db,
      sql`insert into tickets (id, conversation_id, kind, reason, details) values
            (gen_random_uuid(), ${conversation}, 'task', 'marketplace_steps', '{"marketplace":"buudien","steps":["account"]}')`,
    );
    const [task] = (await lan.talk(conversation)).tickets;
    expect(task?.todo).toEqual([expect.stringMatching(/^Buudien\.vn.*: .+/)]);
  });

  it('sees what the bot could not send any more, and why; but not what was overtaken', async () => {
    await talkToPrice();
    const { conversationId } = await lan.take(
      (await lan.call('GET', '/api/console/conversations', Conversations)).conversations[0]?.id ?? '',
    );
    const unsent = async (text: string, error: string) => {
      const [message] = await rows<{ id: number }>(
        app.database.db,
        sql`insert into messages (conversation_id, author, text) values (${conversationId}, 'bot', ${text}) returning id::int as id`,
      );
      await rows(
        app.database.db,
        sql`insert into outbox (conversation_id, message_id, kind, author, epoch, payload, status, error)
            values (${conversationId}, ${message?.id}, 'send', 'bot', 1, '{}', 'dropped', ${error})`,
      );
    };
    await unsent('Bác ơi, mình làm tiếp nhé.', 'SendError: window_paid: the channel takes a fee this long after');
    await unsent('Giá bao nhiêu ạ?', 'a helper has taken over the talk');
    const last = (await lan.thread(conversationId)).messages.at(-1);
    expect(last).toMatchObject({
      text: 'Bác ơi, mình làm tiếp nhé.',
      delivery: { state: 'failed', reason: 'window_paid' },
    });
  });

  it.each([
    ['blocked', 'failed'],
    ['gone', 'failed'],
    ['unreachable', 'failed'],
    ['refused', 'failed'],
    ['channel', 'pending'],
  ] as const)('is told by its kind why their words were not sent: %s', async (failure, state) => {
    await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
    const { conversations } = await lan.call('GET', '/api/console/conversations', Conversations);
    const { conversationId } = await lan.take(conversations[0]?.id ?? '');
    await hoa.hears(/vào nói chuyện/);
    const web = app.runtime.channels.find(({ name }) => name === 'web') as Channel;
    vi.spyOn(web, 'deliver').mockRejectedValue(new SendError(failure, 'sendMessage: 403 Forbidden'));
    await lan.reply(conversationId, 'Cháu nghe đây ạ.');
    await expect
      .poll(async () => (await lan.thread(conversationId)).messages.at(-1)?.delivery)
      .toEqual({ state, reason: failure, note: `${failure}: SendError: sendMessage: 403 Forbidden` });
  });

  it('finds talks by a name without marks, a commune, or a phone number', async () => {
    await talkToPrice();
    await rows(
      app.database.db,
      sql`update households set name = 'Nguyễn Thị Đào', phone = '0912345678', place = '{"name":"xã Tân Cương"}'`,
    );
    const search = async (text: string) =>
      (await lan.call('GET', `/api/console/conversations?search=${encodeURIComponent(text)}`, Conversations))
        .conversations;
    for (const text of ['thi dao', 'Nguyễn', 'NGUYEN THI ĐÀO', 'tan cuong', '0912 345', ''])
      expect(await search(text), text).toHaveLength(1);
    for (const text of ['hoang', '%', "'; drop table helpers; --", '0999'])
      expect(await search(text), text).toHaveLength(0);
  });
});
