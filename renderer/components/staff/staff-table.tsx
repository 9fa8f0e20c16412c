import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';

type Name = { readonly 'aria-label': string } | { readonly 'aria-labelledby': string };

interface Props {
  readonly columns: readonly string[];
  /** The rows, each a Table.Row. */
  readonly children: ReactNode;
}

/** A table under its name that is moved sideways, by keys too, where it is wider than the page. */
export function StaffTable({ columns, children, ...name }: Props & Name) {
  return (
    <div className="staff-scroll" tabIndex={0} role="group" {...name}>
      <Table zebra>
        <Table.Head>
          <Table.Row>
            {columns.map((column) => (
              <Table.HeaderCell key={column}>{column}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>{children}</Table.Body>
      </Table>
    </div>
  );
}
