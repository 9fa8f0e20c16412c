/** Items in themselves: R4's que-1, 2, 3, 6, 8, 9, 10, 13. */
import { isAsked, isDisplay, isGroup, type Form, type FormItem } from '../form.ts';
import { oneOf } from '../issue.ts';
import { objectsAt, prop, textAt } from '../json.ts';
import { about, aboutAll, type LintIssue } from './issue.ts';

/** que-10, of the types in the subset. */
const HAS_LENGTH: ReadonlySet<string> = new Set([
  'boolean',
  'decimal',
  'integer',
  'string',
  'text',
  'url',
  'open-choice',
]);

const displayIssues = (item: FormItem): LintIssue[] => {
  const { raw } = item;
  const found: LintIssue[] = [];
  if (item.items.length > 0)
    found.push(
      about(item, 'display-with-items', 'a display item has no items under it; make it a group (que-1)'),
    );
  for (const [name, rule] of [
    ['required', 'que-6'],
    ['repeats', 'que-6'],
    ['readOnly', 'que-9'],
  ] as const)
    if (prop(raw, name) !== undefined)
      found.push(
        about(item, 'not-on-display', `«${name}» says nothing about a display item; take it away (${rule})`),
      );
  if (objectsAt(raw, 'code').length > 0)
    found.push(about(item, 'not-on-display', 'a display item has no «code»; take it away (que-3)'));
  return found;
};

const questionIssues = (item: FormItem): LintIssue[] => {
  const found: LintIssue[] = [];
  if (!item.repeats && item.initial.length > 1)
    found.push(
      about(
        item,
        'several-initial',
        'it has several initial values, but does not repeat; leave one (que-13)',
      ),
    );
  if (item.repeats && item.type === 'boolean')
    found.push(
      about(
        item,
        'not-on-this-type',
        'yes or no cannot be answered more than once; take «repeats» away',
        'warning',
      ),
    );
  const isStuck = (item.hidden || item.readOnly) && item.initial.length === 0;
  if (isStuck && item.required)
    found.push(
      about(
        item,
        'never-answerable',
        `it is required and ${item.hidden ? 'hidden' : 'read-only'}, but has no initial value: nobody can answer it`,
      ),
    );
  else if (isStuck)
    found.push(
      about(
        item,
        'never-answerable',
        `it is ${item.hidden ? 'hidden' : 'read-only'} and has no initial value: it is never answered`,
        'warning',
      ),
    );
  return found;
};

const itemIssues = (item: FormItem): LintIssue[] => {
  const { raw } = item;
  const found: LintIssue[] = [];
  if (item.linkId === '')
    found.push(
      about(item, 'missing-link-id', `give it a linkId (its text is «${textAt(raw, 'text') ?? ''}»)`),
    );
  if (!isGroup(item) && textAt(raw, 'text') === undefined)
    found.push(about(item, 'no-text', 'it has no text: nobody would know what is asked', 'warning'));
  if (isGroup(item) && item.items.length === 0)
    found.push(
      about(
        item,
        'group-without-items',
        'a group without items; put something in it, or make it a display (que-1)',
      ),
    );
  if (!isAsked(item) && objectsAt(raw, 'initial').length > 0)
    found.push(
      about(item, 'not-on-this-type', `${oneOf(item.type)} has no initial value; take it away (que-8)`),
    );
  if (prop(raw, 'maxLength') !== undefined && !HAS_LENGTH.has(item.type))
    found.push(
      about(
        item,
        'not-on-this-type',
        `«maxLength» says nothing about ${oneOf(item.type)}; take it away (que-10)`,
      ),
    );
  if (isDisplay(item)) found.push(...displayIssues(item));
  else if (isAsked(item)) found.push(...questionIssues(item));
  return found;
};

export const structureIssues = (form: Form): LintIssue[] => {
  const seen = new Set<string>();
  const found = form.all.flatMap((item) => {
    const isAgain = item.linkId !== '' && seen.has(item.linkId);
    seen.add(item.linkId);
    return [
      ...(isAgain
        ? [
            about(
              item,
              'duplicate-link-id',
              'the linkId is used twice; each item needs one of its own (que-2)',
            ),
          ]
        : []),
      ...itemIssues(item),
    ];
  });
  return form.all.some(isAsked)
    ? found
    : [...found, aboutAll('no-question', 'There is no question in it', 'warning')];
};
