// My words that have not gone, for whoever is not in their talk: a mark on its row, and a line over every page that leads there.
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { isStuck, useOutgoing, useUnsent } from '../outgoing.ts';
import { useT } from '../texts.ts';

export function UnsentMark({ conversation }: { conversation: string }) {
  const t = useT();
  const count = useOutgoing(conversation).filter(isStuck).length;
  if (count === 0) return null;
  return (
    <span className="row-unsent">
      <IconAlertTriangle size={16} aria-hidden /> {t('unsent.row', { count })}
    </span>
  );
}

/** Leads to the talk that is not open and whose words have not gone; one after the other, where there are several. */
export function UnsentElsewhere() {
  const t = useT();
  const { conversation: here } = useParams({ strict: false });
  const stuck = useUnsent().filter((item) => isStuck(item) && item.conversation !== here);
  const [first] = stuck;
  return (
    <div role="status">
      {first && (
        <p className="unsent">
          <IconAlertTriangle size={18} aria-hidden /> {t('unsent.elsewhere', { count: stuck.length })}
          <Link
            className="unsent-open"
            to="/console/$view/$conversation"
            params={{ view: 'mine', conversation: first.conversation }}
            search={{}}
          >
            {t('unsent.open')}
          </Link>
        </p>
      )}
    </div>
  );
}
