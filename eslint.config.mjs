import tseslint from "typescript-eslint";

/** Set by `npm run check:quick`: rules that need types take most of the time, and `tsc` runs beside them anyway. */
const withoutTypes = process.env.LINT_WITHOUT_TYPES !== undefined;

export default tseslint.config(
  { ignores: ["node_modules", "**/*.cjs", "**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: !withoutTypes } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Components are registered for their effect; the variable would only be noise.
      "no-new": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      // Protobuf and Pulumi return values of type `{}`, where a type parameter helps a reader.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  {
    files: ["cli/main.ts"],
    rules: {
      // Commands are loaded when they are called.
      "@typescript-eslint/no-require-imports": ["error", { allow: ["^\\./commands/"] }],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Assertion helpers of node:assert return void where a promise-returning test expects it.
      "@typescript-eslint/no-confusing-void-expression": "off",
    },
  },
  ...(withoutTypes ? [tseslint.configs.disableTypeChecked] : []),
);
