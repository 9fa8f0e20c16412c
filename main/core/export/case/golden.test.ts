/** The files as they are written, byte for byte; `npx vitest -u` writes them anew, and the difference is read. */
import { expect, it } from 'vitest';
import { richCase } from '../../../../test/support/rich-case.ts';
import { CASE_FORMATS, caseExport } from './case-export.ts';

const FOLDER = '../../../../test/fixtures/case-formats';

it.each(CASE_FORMATS)('%s is as it was', async (format) => {
  for (const { name, text } of caseExport(format, richCase(), 'nb').files)
    await expect(text).toMatchFileSnapshot(`${FOLDER}/${name}`);
});

it('speaks Danish in a Danish house', async () => {
  const data = richCase();
  const danish: typeof data = {
    ...data,
    institution: { ...data.institution, zone: 'Europe/Copenhagen', jurisdiction: 'DK' },
  };
  for (const { name, text } of caseExport('sormas', danish, 'da').files)
    await expect(text).toMatchFileSnapshot(`${FOLDER}/da-${name}`);
});
