import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { accountIds, athenaAnswer, sample } from "./sample-trail";
import { packingDrawings } from "./packing-example";

/** Outputs of commands that pages show, by the name of their file in docs/transcripts. */
export type Transcripts = Readonly<Record<string, string>>;

const repository = join(__dirname, "..");

/** Day on which the commands run: notices about ends and ages of versions depend on it. */
const DAY = "2026-11-29";

/** Mistakes that the transcript `configuration-errors` shows: file, text and its replacement. */
const mistakes = [
  ["Pulumi.yaml", "governedRegions: [us-east-1, us-west-2]", "governedRegoins: [us-east-1]"],
  ["Pulumi.yaml", "Workloads/Production, environment", "Workloads/Prodution, environment"],
  ["Pulumi.yaml", "prod: 10.32.0.0/16", "prod: 10.16.128.0/17"],
  ["Pulumi.sandbox.yaml", "role: workload", "role: worklod"],
] as const;

/** Options of `npm run init` for a company of six accounts that people and a repository deploy. */
const sixAccounts = [
  ...["--yes", "--no-plan", "--layout", "small", "--name", "nimbus", "--domain", "cloud.nimbus.io"],
  ...["--email", "aws+{account}@nimbus.io", "--management-account", "204060801020"],
  ...["--home-region", "eu-central-1", "--github", "nimbus/cloud", "--repository-id", "918273645"],
  ...["--organization-id", "56473829", "--notify", "alerts@nimbus.io", "--phone", "+49 30 901820"],
  ...["--budget", "3000", "--owner", "cloud-team", "--cost-center", "cc-100"],
  ...["--locks", "compliance"],
];

/** Runs the commands that need no engine, and returns their outputs, each after a line with the command. */
export async function makeTranscripts(): Promise<Transcripts> {
  const faulty = faultyProject();
  const company = join(faulty, "company");
  const reporting = reportingProject();
  try {
    const [plan, waves, explanation, errors, steps, report] = await Promise.all([
      // The table after the tree is everything that a plan without --tree prints.
      run(["--import", "tsx", "cli/main.ts", "plan", "--tree", "backup"]),
      run(["scripts/quick.cjs", "waves"]),
      run([
        ...["scripts/quick.cjs", "explain", "--account", "prod"],
        ...["--action", "cloudtrail:StopLogging"],
      ]),
      run(["scripts/quick.cjs", "waves", "--cwd", faulty]),
      run(["scripts/quick.cjs", "init", "--cwd", company, ...sixAccounts]),
      run([
        ...["scripts/quick.cjs", "report", join(reporting, "calls.json")],
        ...["--accounts", join(reporting, "accounts.json"), "--cwd", reporting],
      ]),
    ]);
    const table = plan.indexOf("Organization ");
    return {
      plan: transcript("npm run plan", plan.slice(table)),
      "plan-tree": transcript("npm run plan -- --tree backup", plan.slice(0, table)),
      waves: transcript("npm run waves", waves),
      explain: transcript(
        "npm run explain -- --account prod --action cloudtrail:StopLogging",
        explanation,
      ),
      report: transcript("npm run report -- calls.json --accounts accounts.json", report),
      "configuration-errors": transcript("npm run plan", errors),
      "hand-steps": transcript(
        "npm run init",
        `...\n${inPlace(steps.slice(steps.indexOf("Steps by hand")), company)}`,
      ),
      ...Object.fromEntries(
        Object.entries(packingDrawings()).map(([name, text]) => [`packing-${name}`, `${text}\n`]),
      ),
    };
  } finally {
    rmSync(faulty, { recursive: true });
    rmSync(reporting, { recursive: true });
  }
}

/** Output about a company in another folder, as it is for a company in this one. */
function inPlace(text: string, folder: string): string {
  return text.replaceAll(`--cwd ${folder} `, "").replaceAll(` -- --cwd ${folder}`, "");
}

/** A folder with the configuration of this repository and the mistakes. */
function faultyProject(): string {
  return projectWith(mistakes);
}

/** A folder with the configuration of this repository in stage report, the sample of a trail and the accounts' ids. */
function reportingProject(): string {
  const folder = projectWith([
    ["Pulumi.yaml", '"000000000000"', `"${accountIds.management}"`],
    [
      "Pulumi.yaml",
      "organizationalUnits:",
      "rollout: { stage: report }\n      organizationalUnits:",
    ],
  ]);
  writeFileSync(join(folder, "calls.json"), athenaAnswer(sample));
  writeFileSync(join(folder, "accounts.json"), JSON.stringify(accountIds));
  return folder;
}

/** A folder with the configuration of this repository and some texts replaced, each once. */
function projectWith(
  changes: readonly (readonly [file: string, from: string, to: string])[],
): string {
  const folder = mkdtempSync(join(tmpdir(), "platform-transcripts-"));
  for (const file of readdirSync(repository).filter((name) => /^Pulumi.*\.yaml$/.test(name))) {
    cpSync(join(repository, file), join(folder, file));
  }
  symlinkSync(join(repository, "index.ts"), join(folder, "index.ts"));
  for (const [file, text, replacement] of changes) {
    const before = readFileSync(join(folder, file), "utf8");
    if (!before.includes(text)) {
      throw new Error(`${file} does not contain "${text}"; change it in scripts/transcripts.ts`);
    }
    writeFileSync(join(folder, file), before.replace(text, replacement));
  }
  return folder;
}

/** Standard output of a command, followed by its errors when it fails. Progress, on standard error, is left out. */
function run(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ["--require", "./scripts/at-day.cjs", ...args], {
    cwd: repository,
    env: { ...process.env, COLUMNS: "", PLATFORM_TRANSCRIPT_DAY: DAY },
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve(code === 0 ? output : output + errors);
    });
  });
}

function transcript(command: string, output: string): string {
  const lines = output
    // The day is some time ahead of the present one.
    .replaceAll(/expires: "\d{4}-\d\d-\d\d"/g, 'expires: "…"')
    .split("\n")
    .map((line) => line.trimEnd());
  return `$ ${command}\n${lines.join("\n").trim()}\n`;
}

/** Markers of a page: the name of a transcript, and how many lines of its beginning are shown. */
const embedded = /(<!-- transcript: ([\w-]+)(?: lines: (\d+))? -->\n).*?(<!-- \/transcript -->)/gs;

/** Page with the transcripts between its markers. */
export function embed(page: string, transcripts: Transcripts): string {
  return page.replaceAll(
    embedded,
    (_, start: string, name: string, count: string | undefined, end: string) => {
      const text = transcripts[name];
      if (text === undefined) {
        throw new Error(`there is no transcript ${name}; add it to scripts/transcripts.ts`);
      }
      const lines = text.trimEnd().split("\n");
      const shown =
        count !== undefined && Number(count) < lines.length
          ? [...lines.slice(0, Number(count)), "..."]
          : lines;
      return `${start}\n\`\`\`\n${shown.join("\n")}\n\`\`\`\n\n${end}`;
    },
  );
}

/** Transcripts of procedures, which `npm run procedures` records under the real engine. */
function recorded(): Transcripts {
  const folder = join(repository, "docs/transcripts");
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.startsWith("procedure-"))
      .map((file) => [file.replace(/\.txt$/, ""), readFileSync(join(folder, file), "utf8")]),
  );
}

/** Text that each page and each file of docs/transcripts must have, by path. */
export function expectedFiles(transcripts: Transcripts): Map<string, string> {
  const known = { ...recorded(), ...transcripts };
  const pages = readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.replaceAll("\\", "/")}`);
  const files = new Map<string, string>();
  for (const page of ["README.md", ...pages]) {
    const text = readFileSync(join(repository, page), "utf8");
    if (text.includes("<!-- transcript:")) {
      files.set(page, embed(text, known));
    }
  }
  for (const [name, text] of Object.entries(transcripts)) {
    files.set(`docs/transcripts/${name}.txt`, text);
  }
  return files;
}

/** Files whose text differs from the expected one. */
export function outdated(files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([file, text]) => text !== textOf(file)).map(([file]) => file);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(join(repository, file), "utf8");
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const files = expectedFiles(await makeTranscripts());
  const changed = outdated(files);
  for (const [file, text] of files) {
    const path = join(repository, file);
    if (changed.includes(file)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    console.log(`${file}: ${changed.includes(file) ? "changed, written" : "unchanged"}`);
  }
}

if (require.main === module) {
  void main();
}
