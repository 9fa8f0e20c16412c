import { Button, Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../shared/api/staff.ts';
import { clockOf } from '../components/staff/times.ts';
import type { Doing } from './doing.ts';
import { Party, placeName, Reasons } from './parts.tsx';

/** Who stands at the door now, oldest first, each with what to do. */
export function Waiting({ board, doing }: { readonly board: Board; readonly doing: Doing }) {
  const { t } = useTranslation('staff');
  return (
    <section aria-labelledby="waiting">
      <Heading level={2} data-size="sm" id="waiting">
        {t('board.waiting')}{' '}
        {board.waiting.length > 0 && <Tag data-color="danger">{board.waiting.length}</Tag>}
      </Heading>
      {board.waiting.length === 0 && <Paragraph>{t('board.nobodyWaiting')}</Paragraph>}
      <ul className="staff-cards" aria-live="polite">
        {board.waiting.map((task) => (
          <li key={task.id}>
            <Card data-color="warning" className="staff-card">
              {task.visit === null ? (
                <>
                  <strong>
                    {task.kind === 'help' && t('board.help')}
                    {task.kind === 'code' && t('board.codeTask')}
                    {task.kind === 'sync-refused' && t('board.syncTask')}
                  </strong>
                  <span>{t('board.since', { time: clockOf(task.since, board.zone) })}</span>
                  {task.kind === 'code' && <Paragraph>{t('codeResult.blocked')}</Paragraph>}
                  {task.kind === 'sync-refused' && <Paragraph>{task.detail}</Paragraph>}
                </>
              ) : (
                <>
                  <strong>{task.visit.visitorName ?? t('common.erased')}</strong>
                  <span>
                    <Party size={task.visit.partySize} /> ·{' '}
                    {t('board.since', { time: clockOf(task.since, board.zone) })}
                  </span>
                  <span>
                    {task.visit.residentName ?? t('common.erased')} · {placeName(board, task.visit.place)} ·{' '}
                    {t(`class.${task.visit.permitClass}`)}
                  </span>
                  <Tag>{t(`outcome.${task.visit.outcome}`)}</Tag>
                  <Reasons visit={task.visit} />
                </>
              )}
              <div className="staff-actions">
                {task.visit !== null && task.visit.state === 'waiting' && (
                  <>
                    <Button onClick={() => task.visit && doing.override(task.visit, 'admit-with-conditions')}>
                      {t('board.letIn')}
                    </Button>
                    {task.visit.outcome !== 'right-of-access' && (
                      <Button
                        variant="secondary"
                        onClick={() => task.visit && doing.override(task.visit, 'postpone')}
                      >
                        {t('board.notToday')}
                      </Button>
                    )}
                  </>
                )}
                {task.visit !== null && (
                  <Button variant="secondary" onClick={() => task.visit && doing.show(task.visit)}>
                    {t('board.details')}
                  </Button>
                )}
                {(task.visit === null || task.visit.state !== 'waiting') && (
                  <Button variant="secondary" onClick={() => doing.closeTask(task.id)}>
                    {t('board.handled')}
                  </Button>
                )}
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
