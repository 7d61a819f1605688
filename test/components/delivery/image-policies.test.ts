import * as assert from "node:assert/strict";
import { imageLifecycle, imagePush } from "../../../components/delivery/image-policies";

interface Rule {
  readonly rulePriority: number;
  readonly selection: {
    readonly tagStatus: string;
    readonly tagPatternList?: readonly string[];
    readonly countType: string;
    readonly countNumber: number;
  };
}

describe("imageLifecycle", () => {
  const { rules } = JSON.parse(imageLifecycle(90)) as { rules: Rule[] };

  it("claims releases before any rule that goes by age [r2.17, B17]", () => {
    const [first, ...rest] = [...rules].sort((a, b) => a.rulePriority - b.rulePriority);
    assert.deepEqual(first?.selection, {
      tagStatus: "tagged",
      tagPatternList: ["release-*"],
      countType: "imageCountMoreThan",
      countNumber: 9999,
    });
    assert.ok(rest.every(({ selection }) => selection.countType === "sinceImagePushed"));
  });

  it("expires by age only builds and what was never tagged [B17]", () => {
    const selected = rules
      .filter(({ selection }) => selection.countType === "sinceImagePushed")
      .map(({ selection }) => [
        selection.tagStatus,
        selection.tagPatternList,
        selection.countNumber,
      ]);
    assert.deepEqual(selected, [
      ["tagged", ["build-*"], 90],
      ["untagged", undefined, 14],
    ]);
  });
});

describe("imagePush", () => {
  it("gives no right when there is no repository", () => {
    assert.deepEqual(imagePush([]), []);
  });
});
