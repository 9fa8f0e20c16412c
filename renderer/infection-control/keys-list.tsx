import { Alert, Button, Paragraph, Table } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeysState } from '../../shared/api/keys.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { StaffTable } from '../components/staff/staff-table.tsx';
import { momentOf } from '../components/staff/times.ts';
import { useKeys } from './keys-context.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly isYou: boolean;
  readonly isLead: boolean;
  readonly since: string | null;
  readonly keys: number;
  readonly onlyTheirs: number;
}
interface Wish {
  readonly what: 'give' | 'remove';
  readonly row: Row;
}

/** Everybody who can open past days, or could: a lead who has unlocked gives and takes away. */
export function KeysList({ page, state }: { readonly page: StaffPage; readonly state: KeysState }) {
  const { t, i18n } = useTranslation('staff');
  const [wish, setWish] = useState<Wish | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const isOpen = state.own === 'open';
  const rows: Row[] = [
    ...state.leads.map((lead) => ({ ...lead, isLead: true })),
    ...state.strangers.map((each) => ({
      ...each,
      name: t('keys.stranger', { id: each.id }),
      isYou: false,
      isLead: false,
    })),
  ];
  const opens = (keys: number) => t('keys.opensOf', { keys, all: state.keys });
  return (
    <>
      <Paragraph>{t('keys.opensHelp')}</Paragraph>
      {state.own === 'locked' && <Paragraph>{t('keys.needOpen')}</Paragraph>}
      <div aria-live="polite">{said !== null && <Alert data-color="success">{said}</Alert>}</div>
      <StaffTable
        aria-labelledby="who-opens"
        columns={[t('keys.who'), t('keys.since'), t('keys.opens'), t('board.action')]}
      >
        {rows.map((row) => (
          <Table.Row key={row.id}>
            <Table.Cell>{row.isYou ? t('keys.you', { name: row.name }) : row.name}</Table.Cell>
            <Table.Cell>
              {row.since === null ? t('keys.notYet') : momentOf(row.since, i18n.language, page.zone)}
            </Table.Cell>
            <Table.Cell>{opens(row.keys)}</Table.Cell>
            <Table.Cell>
              {isOpen && !row.isYou && row.since !== null && (
                <div className="staff-actions">
                  {row.isLead && row.keys < state.keys && (
                    <Button
                      aria-label={t('keys.giveTo', { name: row.name })}
                      onClick={() => setWish({ what: 'give', row })}
                    >
                      {t('keys.give')}
                    </Button>
                  )}
                  <Button
                    variant="secondary"
                    data-color="danger"
                    aria-label={t('keys.removeWho', { name: row.name })}
                    onClick={() => setWish({ what: 'remove', row })}
                  >
                    {t('keys.remove')}
                  </Button>
                </div>
              )}
            </Table.Cell>
          </Table.Row>
        ))}
        <Table.Row>
          <Table.Cell>{t('keys.municipality')}</Table.Cell>
          <Table.Cell>
            {state.municipality === null
              ? t('keys.never')
              : momentOf(state.municipality.since, i18n.language, page.zone)}
          </Table.Cell>
          <Table.Cell>{opens(state.municipality?.keys ?? 0)}</Table.Cell>
          <Table.Cell />
        </Table.Row>
      </StaffTable>
      {wish !== null && (
        <ConfirmWish
          page={page}
          wish={wish}
          close={() => setWish(null)}
          done={() => {
            const { name } = wish.row;
            setSaid(wish.what === 'give' ? t('keys.given', { name }) : t('keys.removed', { name }));
            setWish(null);
          }}
        />
      )}
    </>
  );
}

interface ConfirmProps {
  readonly page: StaffPage;
  readonly wish: Wish;
  readonly close: () => void;
  readonly done: () => void;
}

function ConfirmWish({ page, wish: { what, row }, close, done }: ConfirmProps) {
  const { t } = useTranslation('staff');
  const { changed } = useKeys();
  const { id, name, onlyTheirs } = row;
  const isGift = what === 'give';
  const send = () => (isGift ? page.client.giveKeys(id) : page.client.removeLead(id));
  return (
    <FormDialog<KeysState>
      heading={isGift ? t('keys.giveTo', { name }) : t('keys.removeWho', { name })}
      submit={isGift ? t('keys.give') : t('keys.remove')}
      close={close}
      send={async () => page.heard(await send())}
      done={(state) => {
        changed(state);
        done();
      }}
    >
      <Paragraph>{isGift ? t('keys.giveHelp', { name }) : t('keys.removeHelp', { name })}</Paragraph>
      {!isGift && onlyTheirs > 0 && (
        <Alert data-color="danger">{t('keys.removeOnly', { count: onlyTheirs, name })}</Alert>
      )}
    </FormDialog>
  );
}
