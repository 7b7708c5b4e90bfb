import eslint from '@eslint/js'
import { configs as lit } from 'eslint-plugin-lit'
import litA11y from 'eslint-plugin-lit-a11y'
import { configs as regexp } from 'eslint-plugin-regexp'
import security from 'eslint-plugin-security'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/'] },
  eslint.configs.recommended,
  regexp['flat/recommended'],
  security.configs.recommended,
  {
    rules: {
      // Finds every `list[i]`. Keys come from our own tables; noUncheckedIndexedAccess covers what is missing, and the
      // requests with prototype names in test/server/http/hostile.test.ts what visitors send.
      'security/detect-object-injection': 'off',
      // File names come from the environment or the repository; names that come from outside pass checkStoreName().
      'security/detect-non-literal-fs-filename': 'off',
      // Counts stars. test/security/expressions.test.ts finds what really backtracks.
      'security/detect-unsafe-regex': 'off',
      // Put together from our own word lists.
      'security/detect-non-literal-regexp': 'off',
      // Compares words such as `token` of a page of results; there are no secrets here.
      'security/detect-possible-timing-attacks': 'off',
      // How an expression is written, not what it matches: word lists in many languages stay as people read them.
      'regexp/prefer-character-class': 'off',
      'regexp/no-dupe-disjunctions': 'off',
      'regexp/no-useless-character-class': 'off',
      'regexp/no-useless-escape': 'off',
      'regexp/no-useless-non-capturing-group': 'off',
      'regexp/no-contradiction-with-assertion': 'off',
      'regexp/no-useless-assertions': 'off',
      'regexp/no-unused-capturing-group': 'off',
      'regexp/no-obscure-range': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./{shared,server,client,test}/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['client/**/*.ts'], extends: [lit['flat/recommended'], litA11y.configs.recommended] },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
)
