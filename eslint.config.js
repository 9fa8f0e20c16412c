import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The house's walls (resources/docs/decisions/0001): which folder may see which. */
const ELECTRON = {
  group: ['electron', 'electron/*'],
  message: 'electron belongs in main/host-electron only.',
};
const HOSTS = { group: ['**/host-*/**', '**/host-*'], message: 'the core knows no host.' };
const RENDERER = { group: ['**/renderer/**'], message: 'nothing outside renderer/ may use the renderer.' };
const CORE_VALUES = {
  group: ['**/main/**'],
  message: 'the renderer may take types from main, never code.',
  allowTypeImports: true,
};
const NODE = { group: ['node:*', 'better-sqlite3'], message: 'this code runs in a browser too.' };
const TESTS = { group: ['**/test/**'], message: 'shipped code does not depend on tests.' };

const walls = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

export default defineConfig(
  { ignores: ['dist/', 'var/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['test/**/*.ts', '**/*.test.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: ['it', 'test', 'describe'] },
      ],
    },
  },
  walls(['shared/**/*.ts'], ELECTRON, HOSTS, RENDERER, NODE, TESTS, {
    group: ['**/main/**'],
    message: 'shared/ stands below main/.',
  }),
  walls(['renderer/**/*.{ts,tsx}'], ELECTRON, NODE, TESTS, CORE_VALUES),
  walls(['main/core/**/*.ts'], ELECTRON, HOSTS, RENDERER, TESTS, {
    group: ['**/platform/**', '**/cli/**'],
    message: 'the core gets the platform through its ports.',
  }),
  walls(['main/{platform,host-browser,cli}/**/*.ts'], ELECTRON, RENDERER),
  walls(['main/host-electron/**/*.ts'], RENDERER, TESTS),
  // It judges what the core wrote: whatever it shared with the core, it could not find wrong.
  walls(['main/verifier/**/*.ts'], {
    regex: '^(?!node:|\\./|better-sqlite3$|jose$)',
    message: 'the verifier shares no code with the writer: only Node, SQLite and a library such as jose.',
  }),
  walls(['main/verifier/**/*.test.ts'], ELECTRON, HOSTS, RENDERER),
  // Unit tests beside a module may reach for the shared test support.
  walls(['main/core/**/*.test.ts'], ELECTRON, HOSTS, RENDERER),
  walls(['shared/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}'], ELECTRON, HOSTS),
);
