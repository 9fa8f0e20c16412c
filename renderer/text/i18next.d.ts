import type staff from '../../resources/text/nb/staff.json';
import type visitor from '../../resources/text/nb/visitor.json';

/** Keys of `t` are checked: a text that does not exist does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'visitor';
    resources: { visitor: typeof visitor; staff: typeof staff };
  }
}
