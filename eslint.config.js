// Lint rules that keep the house's conventions: time, chance, ids, the environment and the network come in through
// ctx or platform, and unsafe types stay where a driver or a test needs them. Each has a planted-fault test in
// test/config/lint.test.ts.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const outsideWorld = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'process.env is read in platform/config only.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance comes in through ctx (rng) or a seeded stream.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes in through ctx.clock.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes in through ctx.clock.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Time comes in through ctx.clock.' },
  {
    selector: "CallExpression[callee.name='fetch']",
    message: 'The network is reached through platform only.',
  },
  {
    selector: "MemberExpression[object.name='globalThis'][property.name=/^(fetch|crypto|process)$/]",
    message: 'Use platform.',
  },
  {
    selector: "MemberExpression[object.name='crypto'][property.name=/^(randomUUID|getRandomValues|subtle)$/]",
    message: 'Use platform/crypto.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'coverage/', 'test/config/planted/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['*.js', 'test/config/*.mjs', 'test/config/*.cjs', 'src/web/assets/*.js'],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.{ts,tsx}'], rules: { 'no-restricted-syntax': ['error', ...outsideWorld] } },
  // The two doors through which the outside world comes in.
  { files: ['src/platform/clock.ts', 'src/platform/config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/platform/db/**', 'test/**'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
      },
    },
  },
  // Scripts that browsers run, beside htmx; time there is the phone's own.
  {
    files: ['src/web/assets/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: {
        window: 'readonly',
        document: 'readonly',
        navigator: 'readonly',
        performance: 'readonly',
        EventSource: 'readonly',
        FormData: 'readonly',
        htmx: 'readonly',
        setInterval: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  { files: ['vitest.config.ts'], rules: { 'no-console': 'off' } },
);
