import type { z } from 'zod';
import type { contact } from '../../../shared/api/kiosk.ts';
import { useSay } from './language.ts';

/** Telephone numbers by topic, with their hours. */
export function Contacts({ contacts }: { readonly contacts: readonly z.infer<typeof contact>[] }) {
  const { say } = useSay();
  return (
    <dl className="staff-facts">
      {contacts.map(({ topic, phone, hours }) => (
        <div key={`${topic.nb} ${phone}`}>
          <dt>{say(topic)}</dt>
          <dd>{phone}</dd>
          {hours !== null && <dd className="staff-hours">{say(hours)}</dd>}
        </div>
      ))}
    </dl>
  );
}
