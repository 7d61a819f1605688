import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { upCommand } from "../../cli/commands/up";
import { Cloud } from "../../cli/emulation/cloud/cloud";
import { EmulatedEnvironment } from "../../cli/emulation/providers/environment";
import { init, nine, withFolder } from "../cli/init/companies";
import { company, pulumiCli, requireCli } from "../support/engine/world";
import { repository } from "../support/plan/planned";

const run = promisify(execFile);

// The CLI looks for the program as seen from the folder of Pulumi.yaml.
describe("A company in another folder", function () {
  this.timeout(120_000);

  before(function () {
    requireCli(this);
  });

  it("is previewed by npm run up --cwd and by the plain CLI, and the next command names the folder", () =>
    withFolder(async (folder) => {
      await init(folder, {
        ...nine,
        managementAccount: company.managementAccount,
        secretsProvider: "passphrase",
        yes: true,
      });
      const environment = await EmulatedEnvironment.start(new Cloud(company.managementAccount), {
        languageHost: true,
      });
      try {
        const variables = { ...process.env, ...environment.variables };
        const printed: string[] = [];
        const code = await upCommand(
          {
            ...{ cwd: folder, stack: "management", parallel: "4" },
            ...{ preview: true, yes: false, all: false },
          },
          {
            environment: variables,
            print: (text) => printed.push(text),
            progress: { isTTY: false, write: () => true },
          },
        );
        const text = printed.join("\n").replaceAll(/\s+/g, " ");
        assert.equal(code, 0, text);
        assert.ok(text.includes(`Next: npm run up -- --cwd ${folder} --stack management.`), text);
        const { stdout } = await run(
          pulumiCli(),
          ["preview", "--non-interactive", "-s", "management", "--cwd", folder],
          { cwd: join(repository, "docs"), env: variables },
        );
        assert.match(stdout, /\+ \d+ to create/);
      } finally {
        await environment.stop();
      }
    }));
});
